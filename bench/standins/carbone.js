// Carbone as its documentation says: node carbone.js JOBS.json FACTORIES. Writes each PDF; prints the seconds on the last line.
const path = require('path');
const fs = require('fs');
const carbone = require(path.join(__dirname, '..', '.standins', 'node_modules', 'carbone'));

const jobs = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const factories = Number(process.argv[3]);
carbone.set({ factories, startFactory: true });
let next = 0;
let running = 0;
let begun;

function step() {
  if (next === jobs.length && running === 0) {
    console.log((Date.now() - begun) / 1000);
    process.exit(0);
  }
  // As many under way as there are factories, and as many again so that rendering and converting overlap.
  while (running < 2 * factories && next < jobs.length) {
    const job = jobs[next++];
    running++;
    carbone.render(job.template, job.data, { convertTo: 'pdf' }, (error, result) => {
      if (error) { console.error(error); process.exit(1); }
      fs.writeFileSync(job.target, result);
      running--;
      step();
    });
  }
}

// The factories have started when the first paper is there; what that takes is not counted, for any of the rivals.
carbone.render(jobs[0].template, jobs[0].data, { convertTo: 'pdf' }, (error) => {
  if (error) { console.error(error); process.exit(1); }
  begun = Date.now();
  step();
});
