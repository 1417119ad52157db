import type { CommandManifest } from '@mmm/plugin-api';

/** `spec new <title>`: the path with its arguments. */
export function signatureOf(command: CommandManifest): string {
  const words = command.args.map(({ name, required, variadic }) => {
    const shown = variadic ? `${name}...` : name;
    return required ? `<${shown}>` : `[${shown}]`;
  });
  return [command.path, ...words].filter((word) => word !== '').join(' ');
}

/** `mmm spec new <title> [options]` */
export function usageOf(command: CommandManifest): string {
  const options = command.options.length === 0 ? '' : '[options]';
  return ['mmm', signatureOf(command), options].filter((word) => word !== '').join(' ');
}
