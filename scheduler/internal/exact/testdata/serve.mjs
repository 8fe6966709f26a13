// Solves integer programmes. Each line of standard input is one in JSON: its text in CPLEX LP
// format, and names and values of variables to start from. Each line of standard output is what
// HiGHS says of it.
import { createInterface } from 'node:readline'
import load from 'highs'

const highs = await load()
const options = { output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.9, mip_heuristic_effort: 0, time_limit: Number(process.argv[2]) }

function solve({ text, start = {} }) {
  return highs.withModel({ format: 'lp', data: text }, (model) => {
    model.options.set(options)
    const names = Object.keys(start)
    if (names.length > 0) {
      model.setSolution({ indices: names.map((name) => model.getColByName(name)), values: Object.values(start) })
    }
    model.run()
    const values = {}
    model.getSolution().colValue.forEach((value, at) => {
      if (value) values[model.getColName(at)] = value
    })
    return { status: model.getModelStatus(), objective: model.getObjectiveValue(), values }
  })
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(solve(JSON.parse(line))))
}
