/** Arguments of the runner; anything it does not know is an option of the benchmarks. */
export function readArguments(args, names) {
  const result = { chosen: [], repeat: 3, only: null, setup: true, verbose: false, options: {} };
  for (let i = 0; i < args.length; i++) {
    const argument = args[i];
    if (argument === '--no-setup') result.setup = false;
    else if (argument === '--verbose') result.verbose = true;
    else if (argument === '--only') result.only = args[++i];
    else if (argument === '--repeat') result.repeat = Number(args[++i]);
    else if (argument.startsWith('--')) result.options[argument.slice(2)] = optionValue(args[++i], argument);
    else if (names.includes(argument)) result.chosen.push(argument);
    else stop(`There is no benchmark ${argument}; there are ${names.join(', ')}.`);
  }
  if (!(result.repeat >= 1)) stop('--repeat wants a whole number from 1.');
  return result;
}

function optionValue(text, argument) {
  if (text === undefined) stop(`${argument} wants a value.`);
  return Number.isNaN(Number(text)) ? text : Number(text);
}

function stop(message) {
  console.error(message);
  process.exit(2);
}
