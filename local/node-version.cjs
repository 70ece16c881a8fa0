// Runs before everything else, on any Node: says in one sentence what an old one would say in a stack.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `Kurator needs Node 24; this is ${process.versions.node}. Run it through npm («npm start»): \`npm ci\` brings the right Node along.`,
  )
  process.exit(1)
}
