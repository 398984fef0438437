/** Light and dark by the reader's setting; fits a narrow screen and paper. */
export const style = `
:root{color-scheme:light dark;--ink:#1c2024;--dim:#5d6670;--paper:#fff;--line:#d5dae0;--box:#f4f6f8;--bad:#b3261e;--badbox:#fdecea;--good:#1a7f37;--warn:#9a6700;
--c0:#9ec9f5;--c1:#a8dcae;--c2:#f6cf8b;--c3:#d9bdf2;--c4:#f5b5b0;--c5:#9fdcd9;--c6:#e2d98f;--c7:#c9ced6}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--dim:#9aa4af;--paper:#14171a;--line:#363d45;--box:#1d2226;--bad:#ff8a80;--badbox:#3a1f1d;--good:#6fd58a;--warn:#e3b341;
--c0:#2c5d8f;--c1:#2f6b3a;--c2:#7d5a17;--c3:#5d3d7d;--c4:#84403a;--c5:#22686a;--c6:#665f1c;--c7:#4a525c}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1180px;padding:24px 16px 48px;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:22px;line-height:1.3;margin:0 0 4px}h2{font-size:17px;margin:32px 0 4px}
.note,small{color:var(--dim);font-size:13px}.note{margin:0 0 10px;max-width:78ch}
.verdict{border-left:5px solid var(--good);padding-left:12px}.verdict.bad{border-color:var(--bad)}
.cards{display:grid;gap:10px;grid-template-columns:repeat(auto-fill,minmax(min(330px,100%),1fr));list-style:none;margin:0;padding:0}
.cards li{background:var(--badbox);border:1px solid var(--bad);border-radius:6px;padding:8px 12px}
.cards b{display:block}.cards i.key{display:inline-block;width:11px;height:11px;border-radius:3px;margin-right:6px}
.nodes{display:flex;flex-wrap:wrap;gap:16px;align-items:flex-end}
.node{margin:0;max-width:100%;padding:8px;border:2px solid var(--line);border-radius:8px;background:var(--box);box-sizing:content-box}
.node svg{display:block;max-width:100%;height:auto;background:var(--paper);border:1px solid var(--line);border-radius:4px;margin:4px 0 6px}
.cordoned{border-style:dashed}.cordoned svg{opacity:.6}
.badge{display:inline-block;font-size:12px;border:1px solid var(--warn);color:var(--warn);border-radius:9px;padding:0 7px}
.pod{stroke:var(--ink);stroke-width:1}.Guaranteed{stroke-width:2.5}.BestEffort{stroke-dasharray:4 3}
svg text{font:11.5px system-ui,sans-serif;fill:var(--ink);pointer-events:none}svg .empty{fill:var(--dim);text-anchor:middle}
.c0{fill:var(--c0);background:var(--c0)}.c1{fill:var(--c1);background:var(--c1)}.c2{fill:var(--c2);background:var(--c2)}.c3{fill:var(--c3);background:var(--c3)}
.c4{fill:var(--c4);background:var(--c4)}.c5{fill:var(--c5);background:var(--c5)}.c6{fill:var(--c6);background:var(--c6)}.c7{fill:var(--c7);background:var(--c7)}
.meter{display:grid;grid-template-columns:54px 1fr auto;gap:8px;align-items:center;font-size:12.5px}
.meter>i{display:block;height:8px;background:var(--line);border-radius:4px;overflow:hidden}.meter i i{display:block;height:100%}.low{background:var(--good)}.high{background:var(--bad)}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:14px;width:100%}
th{text-align:left;color:var(--dim);font-weight:600}th,td{padding:4px 14px 4px 0;border-bottom:1px solid var(--line);vertical-align:top;min-width:70px}
td.bad,.bad td:last-child{color:var(--bad)}
.chains{list-style:none;margin:0 0 12px;padding:0}.chains li{margin:6px 0}
.chip{display:inline-block;border:1px solid var(--line);background:var(--box);border-radius:6px;padding:1px 9px}.chip.bad{border-color:var(--bad);background:var(--badbox)}
.lane{min-width:190px}.lane i{display:block;height:7px;border-radius:3px;margin-top:4px}.lane small{display:block;line-height:1.2}
.ready{background:var(--good)}.left{background:var(--warn)}.stopped{background:var(--bad)}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:2px 16px;padding:0;margin:10px 0 0;font-size:13px}.legend i{display:inline-block;width:12px;height:12px;border-radius:3px;margin-right:5px;vertical-align:-1px;border:1px solid var(--ink)}
.legend .solid{border-width:2.5px}.legend .dashes{border-style:dashed}
details summary{cursor:pointer;margin:12px 0;color:var(--dim)}
@media print{body{max-width:none;padding:0}.node,.cards li,tr{break-inside:avoid}}
`
