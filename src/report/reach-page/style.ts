/** The page's looks: light and dark by the reader's setting, one column on a narrow screen. */
export const style = `
:root{color-scheme:light dark;--line:light-dark(#ddd,#3a3d42);--dim:light-dark(#666,#9aa0a6);--all:light-dark(#cfe8d5,#1f4a2c);--part:light-dark(#dbe7fb,#22395e);--open:light-dark(#fbeec4,#57470f);--paper:light-dark(#fff,#16181b);--head:light-dark(#f4f5f7,#212429)}
body{font:15px/1.45 system-ui,sans-serif;margin:0;background:var(--paper);color:light-dark(#1c1e21,#e6e7e9)}
header,main{max-width:1500px;margin:auto;padding:0 20px}
h1{font-size:1.6em;margin:.8em 0 .1em}h2{font-size:1.2em;margin:1.6em 0 .4em}h3{margin:.2em 0}h4{margin:.2em 0;color:var(--dim);font-weight:600}
a{color:inherit}.dim,i{color:var(--dim);font-style:normal}li{margin:.3em 0}
.scroll{overflow:auto;max-height:85vh;border:1px solid var(--line);width:fit-content;max-width:100%}
table{border-collapse:separate;border-spacing:0}td,th{padding:3px 8px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
thead th{position:sticky;top:0;background:var(--head);font-weight:600;z-index:2}
.matrix{font-size:13px}.matrix td{text-align:center;vertical-align:middle;border-left:1px solid var(--line);min-width:1.3em;padding:2px 4px;white-space:nowrap}
.matrix td:empty::before{content:"·";color:var(--dim)}.matrix td.s:empty::before,.namespace td:empty::before{content:""!important}
.matrix th[scope=row],.matrix thead th:first-child,.namespace th{position:sticky;left:0;background:var(--head);z-index:1;max-width:22em}.matrix th[scope=row]{min-width:14em}
.matrix thead th:first-child{z-index:3;vertical-align:bottom}
.matrix th[scope=col]{vertical-align:bottom;padding:6px 2px;border-left:1px solid var(--line)}
.matrix th[scope=col] span{writing-mode:vertical-rl;transform:rotate(180deg);max-height:16em;overflow:hidden;font-weight:400}
.first{border-left:2px solid var(--dim)!important}.namespace th,.namespace td{background:var(--head);font-weight:600}
.a{background:var(--all)}.p{background:var(--part)}.d{background:var(--open)}td.s{background:var(--head)}
tbody tr:hover>*{outline:1px solid var(--dim)}.key span{margin-right:1.2em;white-space:nowrap}.key b{padding:0 .4em;font-weight:400}
.focus{display:none;border:1px solid var(--line);padding:12px 16px;margin:10px 0;scroll-margin-top:10px}.focus:target,#workloads:target .focus{display:block}
.three{display:grid;grid-template-columns:1fr auto 1fr;gap:24px;align-items:center}.self{border:1px solid var(--dim);border-radius:6px;padding:14px;position:relative}
.self::before,.self::after{content:"→";position:absolute;top:50%;transform:translateY(-50%);color:var(--dim)}.self::before{left:-19px}.self::after{right:-19px}
dt{font-weight:600;margin-top:.4em}dd{margin:0 0 0 1em}input{font:inherit;padding:2px 6px}
@media(max-width:700px){.three{grid-template-columns:1fr;gap:10px}.self::before,.self::after{content:none}header,main{padding:0 10px}.matrix th[scope=row]{max-width:9em;min-width:6em}}
@media print{.scroll{max-height:none;overflow:visible;border:0}.filter{display:none}thead th,.matrix th{position:static!important}}
`

/** What scripts add: a filter of the matrix. */
export const script = `
(()=>{const box=document.querySelector('.filter'),input=box.querySelector('input'),table=document.querySelector('.matrix');if(!table)return;box.hidden=false
input.addEventListener('input',()=>{const text=input.value.trim().toLowerCase(),has=e=>e.dataset.n.toLowerCase().includes(text)
const rows=[...document.querySelectorAll('tr[data-n]')],matched=rows.filter(has)
for(const row of rows)row.hidden=matched.length>0&&text!==''&&!has(row)})})()
`
