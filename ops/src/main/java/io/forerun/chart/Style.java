package io.forerun.chart;

/** The page's style sheet: colours are named once for light and once for dark. */
public final class Style {
    /** Colours for either scheme keep apart in shades of grey, too. */
    public static final String SHEET = """
            :root{color-scheme:light dark;--paper:#fff;--ink:#1d2530;--soft:#5b6675;--rule:#dfe4ea;
            --one:#0b62b8;--two:#c2570c;--three:#3d8b40;--actual:#111820;--b50:#6ba6dd;--b80:#a9cdee;--b90:#d8e8f7;
            --g1:#8a94a1;--g2:#a9b1bb;--g3:#c3c9d0;--g4:#d9dde2}
            @media(prefers-color-scheme:dark){:root{--paper:#12161c;--ink:#e4e9ef;--soft:#98a4b3;--rule:#2a323c;
            --one:#5aa9f5;--two:#f0924a;--three:#74c476;--actual:#fff;--b50:#2e6da8;--b80:#21507c;--b90:#183854;
            --g1:#77818d;--g2:#5f6873;--g3:#4b535d;--g4:#3a4149}}
            *{box-sizing:border-box}
            body{margin:0 auto;padding:16px;max-width:900px;background:var(--paper);color:var(--ink);
            font:15px/1.5 system-ui,sans-serif}
            h1{overflow-wrap:anywhere;font-size:1.5em;margin:.2em 0}h2{font-size:1.15em;margin:2em 0 .3em;border-top:1px solid var(--rule);
            padding-top:1em}
            p,figcaption{color:var(--soft);margin:.3em 0}figcaption b{color:var(--ink)}figure{margin:1.4em 0}
            .facts{display:flex;flex-wrap:wrap;gap:10px;margin:1em 0}
            .facts div{border:1px solid var(--rule);border-radius:8px;padding:8px 14px;flex:1 1 150px;color:var(--soft);
            font-size:.85em}
            .facts b{display:block;font-size:1.7em;color:var(--ink)}
            .two-plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:0 16px}
            .scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.87em;
            width:100%}
            th,td{padding:3px 8px;text-align:right;white-space:nowrap;font-weight:400}thead th{color:var(--soft);
            border-bottom:1px solid var(--rule)}
            th:first-child{text-align:left}tr.first td,tr.first th{border-top:1px solid var(--rule)}
            svg{display:block;width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:var(--soft)}
            svg text.label{fill:var(--ink)}
            .start{text-anchor:start}.middle{text-anchor:middle}.end{text-anchor:end}
            .grid{stroke:var(--rule)}.axis{stroke:var(--soft)}
            path{fill:none;stroke-linejoin:round}
            path.actual{stroke:var(--actual);stroke-width:1.3}path.median{stroke:var(--one);stroke-width:1.3}
            path.band50{fill:var(--b50)}path.band80{fill:var(--b80)}path.band90{fill:var(--b90)}
            .thin{stroke-width:1.3}
            .ideal{stroke:var(--soft);stroke-dasharray:4 4}
            .one{stroke:var(--one)}.two{stroke:var(--two)}.three{stroke:var(--three)}
            .fill{stroke:none}.one.fill{fill:var(--one)}.two.fill{fill:var(--two)}.three.fill{fill:var(--three)}
            circle.fill{fill-opacity:.75}
            .gray1.fill{fill:var(--g1)}.gray2.fill{fill:var(--g2)}.gray3.fill{fill:var(--g3)}.gray4.fill{fill:var(--g4)}
            .keys{display:flex;flex-wrap:wrap;gap:2px 14px;font-size:.85em}
            .key i{display:inline-block;width:14px;height:10px;border-radius:2px;margin-right:5px}
            i.actual{background:var(--actual);height:3px;vertical-align:middle}
            i.median{background:var(--one);height:3px;vertical-align:middle}
            i.band50{background:var(--b50)}i.band80{background:var(--b80)}i.band90{background:var(--b90)}
            i.one{background:var(--one)}i.two{background:var(--two)}i.three{background:var(--three)}
            i.gray1{background:var(--g1)}i.gray2{background:var(--g2)}i.gray3{background:var(--g3)}
            i.gray4{background:var(--g4)}
            i.ideal{height:0;border-top:2px dashed var(--soft);vertical-align:middle;border-radius:0}
            .w0{fill:#0b62b8;background:#0b62b8}.w1{fill:#e08a3c;background:#e08a3c}.w2{fill:#4f9d52;background:#4f9d52}
            .w3{fill:#8b6cc1;background:#8b6cc1}.w4{fill:#c9a227;background:#c9a227}.w5{fill:#3aa6a6;background:#3aa6a6}
            .w6{fill:#c75b7a;background:#c75b7a}.w7{fill:#8a94a1;background:#8a94a1}
            @media(max-width:560px){body{padding:10px}svg.wide text{font-size:20px}svg.wide text.value{display:none}}
            details{border-top:1px solid var(--rule);padding:.5em 0}summary{cursor:pointer}
            """;

    private Style() {}
}
