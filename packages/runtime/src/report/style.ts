/** The page's style sheet: light and dark by the reader's setting, no fonts or images from elsewhere. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1c2330; --soft: #5d6778; --line: #e1e5eb; --faint: #eef1f5;
  --blue: #2f6fdb; --orange: #d9730d; --green: #15794a; --red: #c93434; --violet: #7a5cd6;
  --once: #c9d6ea; --frozen: #9fb2cf; --partly: #f2b46b; --trained: #e8833a; --heat: 47, 111, 219; --miss: 210, 63, 63; --deep: 0.78;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12151b; --card: #1a1f28; --ink: #e6eaf0; --soft: #98a3b5; --line: #2b323e; --faint: #222833;
    --blue: #6ea3ff; --orange: #f0a04b; --green: #4cc38a; --red: #ef6f6f; --violet: #a78bfa;
    --once: #33415a; --frozen: #4e6186; --partly: #a8692a; --trained: #d9772f; --heat: 110, 163, 255; --miss: 239, 111, 111; --deep: 0.5;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 32px 20px 64px; }
header { margin-bottom: 24px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 4px; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { font-size: 18px; margin: 0 0 4px; }
h3 { font-size: 14px; margin: 0 0 8px; font-weight: 600; }
p { margin: 0 0 12px; max-width: 75ch; }
.soft, .note { color: var(--soft); }
.note { font-size: 13.5px; margin-bottom: 16px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px 22px; margin-top: 18px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; }
.tile b { display: block; font-size: 24px; white-space: nowrap; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; letter-spacing: -0.01em; }
.tile span { color: var(--soft); font-size: 13px; }
.tile.first b { color: var(--blue); }
.grid2 { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr)); gap: 22px; }
.stack > * + * { margin-top: 22px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 14px; }
th { text-align: left; color: var(--soft); font-weight: 550; font-size: 13px; }
th, td { padding: 6px 10px 6px 0; border-bottom: 1px solid var(--line); vertical-align: baseline; }
tr:last-child td { border-bottom: 0; }
.num { text-align: right; }
.scroll { overflow-x: auto; }
code, .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 0.9em; }
svg text { fill: var(--soft); font-size: 11px; }
svg .axis { stroke: var(--line); }
svg .curve { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
svg .band { fill: var(--faint); }
svg .train { stroke: var(--blue); } svg .train.dot { fill: var(--blue); }
svg .validation { stroke: var(--orange); } svg .validation.dot { fill: var(--orange); }
svg .rate { stroke: var(--violet); } svg .rate.dot { fill: var(--violet); }
svg .cursor { stroke: var(--soft); stroke-dasharray: 3 3; visibility: hidden; }
.chart { position: relative; } .chart svg { width: 100%; height: auto; display: block; }
.tip { position: absolute; pointer-events: none; background: var(--ink); color: var(--page); border-radius: 6px;
  padding: 4px 8px; font-size: 12px; white-space: pre; visibility: hidden; font-variant-numeric: tabular-nums; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; font-size: 13px; color: var(--soft); margin-bottom: 6px; }
.legend i { display: inline-block; width: 11px; height: 11px; border-radius: 3px; margin-right: 6px; vertical-align: -1px; }
.i-train { background: var(--blue); } .i-validation { background: var(--orange); } .i-rate { background: var(--violet); }
.i-computed_once, .s-computed_once { background: var(--once); } .i-frozen, .s-frozen { background: var(--frozen); }
.i-partly, .s-partly { background: var(--partly); } .i-trained, .s-trained { background: var(--trained); }
.blocks { display: flex; gap: 3px; align-items: stretch; margin: 6px 0 6px; overflow-x: auto; padding-top: 16px; }
.block { border-radius: 6px; padding: 6px 8px; min-width: 44px; font-size: 12px; text-align: center; position: relative; white-space: nowrap; }
.block small { display: block; opacity: 0.85; font-size: 11px; }
.s-trained, .s-partly { color: #1a1206; }
.cut { width: 0; border-left: 3px solid var(--red); margin: -4px 5px; position: relative; flex: none; }
.cut span { position: absolute; bottom: 100%; left: 50%; transform: translateX(-50%); color: var(--red); font-size: 11px; white-space: nowrap; padding-bottom: 1px; }
.phase + .phase { margin-top: 20px; border-top: 1px solid var(--line); padding-top: 16px; }
.matrix { border-spacing: 2px; border-collapse: separate; width: auto; font-size: 13px; }
.matrix td, .matrix tbody th { vertical-align: middle; }
.matrix td { padding: 0; border: 0; text-align: center; min-width: 40px; height: 34px; border-radius: 4px; }
.matrix.dense td { min-width: 14px; width: 14px; height: 14px; font-size: 0; border-radius: 2px; }
.matrix th { border: 0; padding: 0 8px 0 0; font-weight: 500; text-align: right; white-space: nowrap; max-width: 220px; overflow: hidden; text-overflow: ellipsis; }
.matrix thead th { vertical-align: bottom; padding: 0 0 6px; height: 90px; text-align: left; }
.matrix thead th div { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 160px; overflow: hidden; text-overflow: ellipsis; margin: 0 auto; }
.matrix.dense { font-size: 11px; border-spacing: 1px; } .matrix.dense th { line-height: 1; }
.matrix td button { all: unset; cursor: pointer; display: block; width: 100%; line-height: 34px; } .matrix.dense td button { line-height: 14px; }
.pairs button { all: unset; cursor: pointer; color: var(--blue); text-decoration: underline; }
.matrix button:disabled, .pairs button:disabled { cursor: default; text-decoration: none; color: inherit; }
.matrix button:focus-visible, .pairs button:focus-visible { outline: 2px solid var(--ink); outline-offset: -2px; border-radius: 4px; }
.tools { display: flex; flex-wrap: wrap; gap: 6px 16px; align-items: baseline; margin-bottom: 14px; font-size: 14px; } .tools[hidden] { display: none; }
.tools input { font: inherit; color: inherit; background: var(--faint); border: 1px solid var(--line); border-radius: 6px; padding: 3px 8px; }
.tools button { font: inherit; color: var(--blue); background: none; border: 0; padding: 0; cursor: pointer; text-decoration: underline; }
figure .heat, .heated figure:has(.heat) > :not(.heat, figcaption) { display: none; } .heated figure .heat { display: block; }
figure[hidden] { display: none; } h2:focus { outline: none; }
.meter { display: inline-block; width: 90px; height: 8px; border-radius: 4px; background: var(--faint); overflow: hidden; margin-right: 8px; vertical-align: 1px; }
.meter i { display: block; height: 100%; background: var(--blue); border-radius: 4px; }
.meter.bad i { background: var(--red); }
th button { all: unset; cursor: pointer; color: inherit; } th button:hover, th button:focus-visible { color: var(--ink); text-decoration: underline; }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 14px; }
figure { margin: 0; border: 1px solid var(--line); border-radius: 10px; overflow: hidden; background: var(--faint); }
figure img, figure .gone { display: block; width: 100%; aspect-ratio: 1; object-fit: contain; background: #fff; }
figure blockquote { margin: 0; padding: 8px; overflow-wrap: anywhere; }
mark { background: none; color: inherit; border-bottom: 2px solid var(--green); } mark.wrong { border-color: var(--red); text-decoration: line-through; }
mark.missed { border-color: var(--red); border-bottom-style: dashed; } mark small { display: inline; margin-left: 3px; opacity: .7; }
figure .gone { display: grid; place-items: center; color: var(--soft); background: var(--faint); font-size: 12px; }
figure blockquote.words { white-space: pre-wrap; max-height: 300px; overflow-y: auto; line-height: 1.9; }
.texts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr)); gap: 14px; }
mark { color: inherit; background: rgba(var(--tint), calc(var(--strength) * 0.5)); text-decoration: underline; text-underline-offset: 4px; text-decoration-thickness: 2px; border-radius: 3px; }
mark.for { --tint: var(--heat); text-decoration-style: solid; } mark.against { --tint: var(--miss); text-decoration-style: dashed; }
figcaption { padding: 8px 10px 10px; font-size: 13px; line-height: 1.35; background: var(--card); overflow-wrap: anywhere; }
figcaption .wrong { color: var(--red); font-weight: 600; } figcaption .right { color: var(--green); font-weight: 600; }
figcaption small { display: block; color: var(--soft); margin-top: 4px; font-size: 11.5px; }
figcaption details { margin-top: 6px; } summary { cursor: pointer; color: var(--soft); }
.near { list-style: none; margin: 6px 0 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(56px, 1fr)); gap: 6px; font-size: 11.5px; }
.near:has(blockquote) { display: block; } .near blockquote { padding: 4px 0 0; color: var(--soft); }
.warn { border-left: 4px solid var(--orange); }
.warn li { margin-bottom: 6px; } ul { padding-left: 20px; margin: 0; }
.origin { color: var(--soft); font-size: 13px; } .origin.default { opacity: 0.75; }
.pairs td:first-child { width: 45%; }
footer { color: var(--soft); font-size: 13px; margin-top: 24px; }
@media print { body { background: #fff; } section, .tile { break-inside: avoid; } }
`;
