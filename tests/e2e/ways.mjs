// Ways out of a page: everything that could be thought of or enumerated by which script might send something to
// another machine, or make the browser look up a name. Each attempt has an address of its own, so that what arrives
// tells which way it came.
//
// All but the last few functions run in the browser, from their source text.

/** How an attempt is made: `attempt(name, act)` calls `act(address)`. An error or a refusal ends no trial. */
function makeAttempt(pattern, first, names) {
  return (name, act) => {
    const address = pattern.replaceAll("NUMBER", first + names.length);
    names.push(name);
    try {
      const result = act(address);
      if (typeof result?.catch === "function") result.catch(() => {});
    } catch { /* Refused, or no way at all. */ }
  };
}

/** What needs more than a call with an address, in pages and in workers. */
function tryKnown(attempt) {
  const socket = (address) => address.replace(/^http/, "ws");
  const secure = (address) => address.replace(/^http:/, "https:");
  attempt("fetch", (address) => fetch(address, { mode: "no-cors" }));
  attempt("fetch with keepalive", (address) => fetch(address, { mode: "no-cors", keepalive: true, method: "POST", body: "x" }));
  attempt("fetch over TLS", (address) => fetch(secure(address), { mode: "no-cors" }));
  attempt("request", (address) => { const request = new XMLHttpRequest(); request.open("GET", address); request.send(); });
  attempt("socket", (address) => new WebSocket(socket(address)));
  attempt("socket as a stream", (address) => new WebSocketStream(socket(address)).opened);
  attempt("event source", (address) => new EventSource(address));
  attempt("transport", (address) => new WebTransport(secure(address)).ready);
  attempt("import", (address) => import(address));
  attempt("importScripts", (address) => importScripts(address));
  attempt("worker", (address) => new Worker(address));
  attempt("module worker", (address) => new Worker(address, { type: "module" }));
  attempt("shared worker", (address) => new SharedWorker(address));
  attempt("worker of a Blob that imports", (address) => new Worker(URL.createObjectURL(new Blob([`importScripts("${address}")`]))));
  attempt("worker of a Blob that fetches", (address) => new Worker(URL.createObjectURL(new Blob([`fetch("${address}", { mode: "no-cors" })`]))));
  attempt("worker of data", (address) => new Worker(`data:text/javascript,fetch("${address}", { mode: "no-cors" })`));
  attempt("service worker", (address) => navigator.serviceWorker.register(address));
  attempt("font", (address) => new FontFace("x", `url(${address})`).load());
  attempt("cache", (address) => caches.open("x").then((cache) => cache.add(address)));
  attempt("beacon", (address) => navigator.sendBeacon(address, "x"));
  attempt("later fetch", (address) => fetchLater(secure(address), { activateAfter: 0 }));
  attempt("evaluated text", (address) => eval(`fetch("${address}", { mode: "no-cors" })`));
  attempt("function of text", (address) => new Function(`fetch("${address}", { mode: "no-cors" })`)());
  attempt("peer connection", (address) => {
    const { hostname, port } = new URL(address);
    const peer = new (globalThis.RTCPeerConnection ?? globalThis.webkitRTCPeerConnection)({ iceServers: [{ urls: `stun:${hostname}:${port}` }] });
    peer.createDataChannel("x");
    return peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  });
}

/** What is there only in a page: elements with every attribute that might hold an address, style, markup, windows. */
function tryDocument(attempt) {
  const HTML = "http://www.w3.org/1999/xhtml";
  const SVG = "http://www.w3.org/2000/svg";
  const put = (node) => { document.body.append(node); setTimeout(() => node.remove(), 500); return node; };
  // Elements with addresses. Where no class of element is known for a name, the browser has no such element.
  const names = [
    "a", "abbr", "area", "article", "audio", "base", "blockquote", "body", "button", "canvas", "command", "del", "details", "dialog", "div",
    "embed", "fencedframe", "form", "frame", "frameset", "geolocation", "head", "html", "iframe", "image", "img", "input", "ins",
    "install", "link", "math", "menu", "meta", "object", "option", "output", "param", "permission", "picture", "portal", "q", "script",
    "search", "select", "selectedcontent", "slot", "source", "style", "summary", "svg", "table", "td", "template", "textarea", "th",
    "time", "title", "tr", "track", "usermedia", "video", "webview",
  ];
  const attributes = [
    "src", "href", "srcset", "data", "poster", "action", "formaction", "background", "cite", "manifest", "ping", "icon", "code",
    "codebase", "archive", "classid", "lowsrc", "dynsrc", "longdesc", "profile", "usemap", "imagesrcset", "attributionsrc",
    "attributionsourceid", "installurl", "manifestid", "xlink:href", "srcdoc", "style", "csp", "interestfor", "url", "value",
  ];
  const worth = { style: (address) => `background: url(${address})`, srcdoc: (address) => `<img src="${address}">`, srcset: (address) => `${address} 1x` };
  for (const name of names) for (const attribute of attributes) {
    attempt(`<${name} ${attribute}>`, (address) => {
      const element = document.createElement(name);
      if (name === "input") element.type = "image";
      element.setAttribute(attribute, worth[attribute]?.(address) ?? address);
      put(element);
      element.load?.();
    });
  }
  for (const name of ["a", "image", "use", "script", "feImage", "style", "animate", "set", "pattern", "textPath", "filter", "mpath", "cursor", "font-face-uri", "foreignObject", "iframe"]) {
    for (const attribute of ["href", "src", "style", "filter", "mask", "fill", "to"]) attempt(`<svg:${name} ${attribute}>`, (address) => {
      const svg = document.createElementNS(SVG, "svg");
      const element = document.createElementNS(SVG, name);
      element.setAttribute(attribute, ["href", "src", "to"].includes(attribute) ? address : attribute === "style" ? worth.style(address) : `url(${address}#x)`);
      svg.append(element);
      put(svg);
    });
  }
  const rels = [
    "alternate stylesheet", "apple-touch-icon", "canonical", "compression-dictionary", "dictionary", "dns-prefetch", "expect", "facilitated-payment", "icon",
    "import", "manifest", "mask-icon", "modulepreload", "next", "payment-method-manifest", "pingback", "preconnect", "prefetch", "preload",
    "prerender", "search", "serviceworker", "shortcut icon", "stylesheet", "subresource", "terms-of-service", "webbundle",
  ];
  for (const rel of rels) for (const kind of ["", "fetch", "image", "script", "font", "document"]) attempt(`link ${rel} ${kind}`, (address) => {
    // Where no link can be made, one that is there can still be changed.
    const link = document.querySelector("link")?.cloneNode() ?? document.createElement("link");
    Object.assign(link, { rel, as: kind, href: address });
    document.head.append(link);
    setTimeout(() => link.remove(), 500);
  });
  attempt("script that is there, changed", (address) => { const script = document.querySelector("script").cloneNode(); script.src = address; document.head.append(script); });
  attempt("speculation rules in a script that is there", (address) => {
    const script = document.querySelector("script").cloneNode();
    script.removeAttribute("src");
    script.type = "speculationrules";
    script.textContent = JSON.stringify({ prefetch: [{ source: "list", urls: [address] }] });
    document.head.append(script);
  });
  attempt("speculation rules", (address) => {
    const script = document.createElement("script");
    script.type = "speculationrules";
    script.textContent = JSON.stringify({ prefetch: [{ source: "list", urls: [address] }], prerender: [{ source: "list", urls: [address] }] });
    document.head.append(script);
  });
  for (const property of getComputedStyle(document.body)) attempt(`style ${property}`, (address) => {
    const element = document.createElement("div");
    element.textContent = "x";
    element.style.setProperty(property, `url(${address})`);
    put(element);
  });
  for (const value of ["image-set(url(ADDRESS) 1x)", "cross-fade(url(ADDRESS), url(ADDRESS), 50%)", "src(\"ADDRESS\")"]) attempt(`style ${value}`, (address) => {
    const element = put(document.createElement("div"));
    element.style.backgroundImage = value.replaceAll("ADDRESS", address);
  });
  for (const rule of ["@import url(ADDRESS);", "@font-face { font-family: x; src: url(ADDRESS); } body { font-family: x }", "body::after { content: url(ADDRESS) }", "@namespace url(ADDRESS);", "a { cursor: url(ADDRESS), auto }"]) {
    attempt(`sheet ${rule}`, (address) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rule.replace("ADDRESS", address));
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      [...document.styleSheets].find((one) => one.ownerNode)?.insertRule(rule.replace("ADDRESS", address));
    });
    attempt(`<style> ${rule}`, (address) => { const style = document.createElement("style"); style.textContent = rule.replace("ADDRESS", address); put(style); });
  }
  attempt("processing instruction", (address) => document.insertBefore(document.createProcessingInstruction("xml-stylesheet", `href="${address}" type="text/css"`), document.documentElement));
  attempt("Image", (address) => { new Image().src = address; });
  attempt("Audio", (address) => new Audio(address).play());
  attempt("audio worklet", (address) => new AudioContext().audioWorklet.addModule(address));
  for (const name of ["paintWorklet", "layoutWorklet", "animationWorklet"]) attempt(name, (address) => CSS[name].addModule(address));
  const secure = (address) => address.replace(/^http:/, "https:");
  attempt("shared storage", (address) => sharedStorage.worklet.addModule(secure(address)));
  attempt("interest group", (address) => navigator.joinAdInterestGroup({ owner: new URL(secure(address)).origin, name: "x", biddingLogicURL: secure(address), updateURL: secure(address) }, 1000));
  attempt("auction", (address) => navigator.runAdAuction({ seller: new URL(secure(address)).origin, decisionLogicURL: secure(address), interestGroupBuyers: [] }));
  attempt("payment", (address) => new PaymentRequest([{ supportedMethods: secure(address) }], { total: { label: "x", amount: { currency: "EUR", value: "1" } } }).canMakePayment());
  attempt("federated login", (address) => navigator.credentials.get({ identity: { providers: [{ configURL: secure(address), clientId: "x" }] } }));
  attempt("passkey", (address) => navigator.credentials.get({ publicKey: { challenge: new Uint8Array(16), rpId: new URL(address).hostname } }));
  attempt("signal of a passkey", (address) => PublicKeyCredential.signalUnknownCredential({ rpId: new URL(address).hostname, credentialId: "eA" }));
  attempt("presentation", (address) => new PresentationRequest([secure(address)]).getAvailability());
  attempt("notification", (address) => new Notification("x", { icon: address, image: address, badge: address }));
  attempt("media session", (address) => { navigator.mediaSession.metadata = new MediaMetadata({ title: "x", artwork: [{ src: address }] }); });
  attempt("protocol handler", (address) => navigator.registerProtocolHandler("web+x", `${address}?%s`));
  attempt("web install", (address) => navigator.install(address));
  // Markup that becomes elements.
  const markup = (address) => `<img src="${address}"><iframe src="${address}"></iframe><link rel=stylesheet href="${address}"><object data="${address}"></object><video src="${address}"></video>`;
  const inDiv = (act) => (address) => act(put(document.createElement("div")), markup(address));
  attempt("innerHTML", inDiv((div, text) => { div.innerHTML = text; }));
  attempt("outerHTML", inDiv((div, text) => { div.outerHTML = text; }));
  attempt("insertAdjacentHTML", inDiv((div, text) => div.insertAdjacentHTML("beforeend", text)));
  attempt("setHTML", inDiv((div, text) => div.setHTML(text)));
  attempt("setHTMLUnsafe", inDiv((div, text) => div.setHTMLUnsafe(text)));
  attempt("shadow setHTMLUnsafe", inDiv((div, text) => div.attachShadow({ mode: "open" }).setHTMLUnsafe(text)));
  attempt("fragment of a range", inDiv((div, text) => div.append(document.createRange().createContextualFragment(text))));
  attempt("execCommand", inDiv((div, text) => { div.contentEditable = "true"; div.focus(); document.execCommand("insertHTML", false, text); }));
  attempt("DOMParser", inDiv((div, text) => div.append(...document.adoptNode(new DOMParser().parseFromString(text, "text/html").body).childNodes)));
  attempt("DOMParser of XML", (address) => put(document.adoptNode(new DOMParser().parseFromString(`<x:iframe xmlns:x="${HTML}" src="${address}"/>`, "text/xml").documentElement)));
  attempt("DOMParser with an entity", (address) => put(document.adoptNode(new DOMParser().parseFromString(
    `<!DOCTYPE d [<!ENTITY e "&#60;iframe xmlns='${HTML}' src='${address}'/>">]><d xmlns="${HTML}">&e;</d>`, "text/xml").documentElement)));
  attempt("parseHTMLUnsafe", inDiv((div, text) => div.append(...Document.parseHTMLUnsafe(text).body.childNodes)));
  attempt("parseHTML", inDiv((div, text) => div.append(...Document.parseHTML(text).body.childNodes)));
  attempt("innerHTML of another document", (address) => {
    const other = document.implementation.createHTMLDocument("x");
    other.body.innerHTML = markup(address);
    put(document.adoptNode(other.body.firstChild.nextSibling));
  });
  attempt("innerHTML of a document of XML", (address) => {
    const other = new DOMParser().parseFromString("<x/>", "text/xml");
    other.documentElement.innerHTML = `<iframe xmlns="${HTML}" src="${address}"/>`;
    put(document.adoptNode(other.documentElement.firstChild));
  });
  attempt("innerHTML in a template", (address) => {
    const template = document.createElement("template");
    template.innerHTML = "<p></p>";
    template.content.firstChild.innerHTML = markup(address);
    put(document.importNode(template.content, true).firstChild);
  });
  attempt("document of a frame", (address) => { const frame = document.implementation.createDocument(HTML, "iframe").documentElement; frame.src = address; put(frame); });
  attempt("custom element", (address) => {
    class Frame extends HTMLIFrameElement {}
    customElements.define("x-frame", Frame, { extends: "iframe" });
    const frame = new Frame();
    frame.src = address;
    put(frame);
  });
  attempt("XSLT", (address) => {
    const sheet = new DOMParser().parseFromString(`<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><iframe xmlns="${HTML}" src="${address}"/></xsl:template></xsl:stylesheet>`, "text/xml");
    const processor = new XSLTProcessor();
    processor.importStylesheet(sheet);
    put(processor.transformToFragment(document, document));
  });
  // Fresh windows, which would have everything again.
  const connect = (scope, address) => {
    const { hostname, port } = new URL(address);
    const peer = new scope.RTCPeerConnection({ iceServers: [{ urls: `stun:${hostname}:${port}` }] });
    peer.createDataChannel("x");
    return peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  };
  for (const name of ["iframe", "frame", "object", "embed", "IFRAME", "svg:iframe"]) attempt(`peer connection of a new ${name}`, (address) => {
    const frame = document.body.appendChild(document.createElement(name));
    return connect(frame.contentWindow ?? globalThis[0], address);
  });
  attempt("peer connection of a new window", (address) => { const opened = open("about:blank"); setTimeout(() => opened.close(), 1000); return connect(opened, address); });
  attempt("peer connection of a window on top", (address) => documentPictureInPicture.requestWindow().then((it) => connect(it, address)));
  attempt("peer connection of a parsed frame", (address) => {
    const div = put(document.createElement("div"));
    div.innerHTML = "<iframe></iframe>";
    return connect(div.firstChild.contentWindow, address);
  });
  attempt("beacon of a new frame", (address) => document.body.appendChild(document.createElement("iframe")).contentWindow.navigator.sendBeacon(address, "x"));
}

/** Every function, class and method that a global scope has, called with an address in each usual form: so that what a
 *  new browser brings is tried without being known here. */
function tryEverything(attempt) {
  // These talk to the person, end the page or the worker, or only wait.
  const MUTE = /^(__|\d+$|sessionscope$|alert$|confirm$|prompt$|print$|close$|stop$|find$|reload$|refresh$|back$|forward$|go$|navigate$|assign$|replace$|open$|write$|writeln$|show\w+Picker$|share$|debug|setInterval$|requestFullscreen$|installTrigger|importScripts$|remove$|replaceChildren$|append|prepend|insert|before$|after$|normalize$|postMessage$|removeChild$|replaceChild$|replaceWith$|terminate$|startViewTransition$)/;
  const forms = (address) => [[address], [[address]], [{ url: address, src: address, href: address }], ["x", address], ["x", { body: address, icon: address }]];
  const read = (object, name) => { try { return object[name]; } catch { return undefined; } };
  const members = (object) => {
    const found = new Set();
    for (let at = object; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) Object.getOwnPropertyNames(at).forEach((name) => found.add(name));
    return [...found].filter((name) => name !== "constructor" && !MUTE.test(name));
  };
  const callAll = (path, object, depth) => {
    for (const name of members(object)) {
      const value = read(object, name);
      if (typeof value === "function") attempt(`${path}.${name}()`, (address) => value.call(object, address));
      else if (depth > 0 && value !== null && typeof value === "object" && value !== globalThis) callAll(`${path}.${name}`, value, depth - 1);
    }
  };
  for (const name of members(globalThis)) {
    const value = read(globalThis, name);
    if (typeof value === "function") {
      const isClass = /^[A-Z]/.test(name);
      forms("").forEach((_, form) => attempt(`${isClass ? "new " : ""}${name}(), form ${form}`, (address) => {
        const given = forms(address)[form];
        return isClass ? void new value(...given) : value(...given);
      }));
      if (isClass) for (const own of Object.getOwnPropertyNames(value)) {
        if (typeof read(value, own) === "function") attempt(`${name}.${own}()`, (address) => value[own](address));
      }
    } else if (value !== null && typeof value === "object" && ![globalThis, globalThis.document].includes(value)) {
      callAll(name, value, name === "navigator" ? 1 : 0);
    }
  }
}

const PARTS = { known: tryKnown, document: tryDocument, everything: tryEverything };

/**
 * An expression for a function that tries the named parts: given the number of the first attempt, it gives the names of
 * all of them. The pattern of the addresses has `NUMBER` in it.
 */
const trial = (parts, pattern) => `((first) => {
  ${makeAttempt}
  const names = [];
  const attempt = makeAttempt(${JSON.stringify(pattern)}, first, names);
  ${parts.map((part) => `(${PARTS[part]})(attempt);`).join("\n")}
  return names;
})`;

/** Tries every way from within a page; resolves to the names of the attempts. */
export const tryInPage = (page, pattern, first) => page.evaluate(`${trial(["known", "document", "everything"], pattern)}(${first})`);

/** Code for workers, to run before they begin, so that `tryInWorkers` can have them try every way. */
export const workerTrial = (pattern) => `addEventListener("message", async (event) => {
  const { first, isOuter } = event.data;
  if (first === undefined) return;
  event.stopImmediatePropagation();
  const sealed = [await sessionscope.provesSealed()];
  const names = ${trial(["known", "everything"], pattern)}(first);
  if (!isOuter) return postMessage({ sealed, names });
  const inner = sessionscope.spawn("ingest");
  inner.addEventListener("message", ({ data }) => {
    if (data.names) postMessage({ sealed: [...sealed, ...data.sealed], names: [...names, ...data.names.map((name) => name + ", in a worker of a worker")] });
  });
  inner.postMessage({ first: first + names.length });
});`;

/** Tries every way from within a worker of the page, and from within a worker of that one; `sealed` says whether each has proved to be sealed. */
export const tryInWorkers = (page, first) => page.evaluate((number) => new Promise((done) => {
  const outer = globalThis.sessionscope.spawn("engine");
  outer.addEventListener("message", ({ data }) => { if (data.names) done(data); });
  outer.postMessage({ first: number, isOuter: true });
}), first);

/** Ways that replace the page or open another one beside it: each is tried on a page of its own, with its address. */
export const LEAVING = {
  "location.href": (address) => { location.href = address; },
  "location.assign": (address) => location.assign(address),
  "location.replace": (address) => location.replace(address),
  "location.host": (address) => { location.host = new URL(address).host; },
  "location.search and a reload": () => { location.search = "?secret"; },
  "the Navigation API": (address) => navigation.navigate(address),
  "meta refresh": (address) => {
    const meta = document.querySelector("meta").cloneNode();
    meta.httpEquiv = "refresh";
    meta.content = `0; url=${address}`;
    document.head.append(meta);
  },
  "a link": (address) => { const link = document.createElement("a"); link.href = address; document.body.append(link); link.click(); },
  "a link that is not in the page": (address) => { const link = document.createElement("a"); link.href = address; link.click(); },
  "a link to a new tab": (address) => { const link = document.createElement("a"); link.href = address; link.target = "_blank"; document.body.append(link); link.click(); },
  "a link that saves": (address) => { const link = document.createElement("a"); link.href = address; link.download = "x"; document.body.append(link); link.click(); },
  "a link that pings": (address) => { const link = document.createElement("a"); link.href = "#x"; link.ping = address; document.body.append(link); link.click(); },
  "a link in markup": (address) => { document.body.insertAdjacentHTML("beforeend", `<a href="${address}">x</a>`); document.body.lastChild.click(); },
  "a link of parsed markup": (address) => {
    const link = document.adoptNode(Document.parseHTML(`<a href="${address}" target="_blank">x</a>`).body.firstChild);
    document.body.append(link);
    link.click();
  },
  "a link of markup made safe": (address) => { document.body.append(document.createElement("p")); document.body.lastChild.setHTML(`<a href="${address}" target="_blank">x</a>`); document.body.lastChild.firstChild.click(); },
  "a link of SVG in parsed markup": (address) => {
    const link = document.adoptNode(Document.parseHTML(`<svg><a href="${address}"><text>x</text></a></svg>`).querySelector("a"));
    document.body.append(link);
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  },
  "a link of MathML in parsed markup": (address) => {
    const link = document.adoptNode(Document.parseHTML(`<math><mi href="${address}">x</mi></math>`).querySelector("mi"));
    document.body.append(link);
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  },
  "a link of SVG": (address) => {
    const link = document.createElementNS("http://www.w3.org/2000/svg", "a");
    link.setAttribute("href", address);
    document.body.append(link);
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  },
  "a link of MathML": (address) => {
    const link = document.createElementNS("http://www.w3.org/1998/Math/MathML", "mi");
    link.setAttribute("href", address);
    document.body.append(link);
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  },
  "a link of MathML to a new tab": (address) => {
    const link = document.createElementNS("http://www.w3.org/1998/Math/MathML", "mi");
    link.setAttributeNS("http://www.w3.org/1999/xlink", "xlink:href", address);
    link.setAttributeNS("http://www.w3.org/1999/xlink", "xlink:show", "new");
    document.body.append(link);
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  },
  "a link of disguised MathML": (address) => {
    const text = `<x:mi xmlns:x="http://www.w3.org/1998/M&#97;th/MathML" xmlns:l="http://www.w3.org/1999/xlink" l:href="${address}" l:show="new"/>`;
    const link = document.adoptNode(new DOMParser().parseFromString(text, "text/xml").documentElement);
    document.body.append(link);
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  },
  "a link made by editing": (address) => {
    const div = document.createElement("div");
    div.contentEditable = "true";
    div.textContent = "x";
    document.body.append(div);
    getSelection().selectAllChildren(div);
    document.execCommand("createLink", false, address);
    const link = div.querySelector("[href]");
    link.target = "_blank";
    link.click();
  },
  "a policy that reports": (address) => {
    const meta = document.querySelector("meta").cloneNode();
    Object.assign(meta, { httpEquiv: "Content-Security-Policy", content: `img-src 'none'; report-uri ${address}` });
    document.head.append(meta);
    new Image().src = address;
  },
  "speech": () => speechSynthesis.speak(new SpeechSynthesisUtterance("x")),
  "the link of a saved file": (address) => {
    const follow = (link) => { link.removeAttribute("download"); link.target = "_blank"; link.href = address; link.click(); };
    navigation.addEventListener("navigate", (event) => { if (event.sourceElement) follow(event.sourceElement); });
    for (const name of ["href", "download"]) Object.defineProperty(HTMLAnchorElement.prototype, name, { set() { follow(this); } });
    HTMLElement.prototype.click = function () { follow(this); };
    globalThis.sessionscope.save(new Blob(["x"]), "x");
  },
  "a saved page": (address) => {
    navigation.addEventListener("navigate", (event) => { if (event.destination.url.startsWith("blob:")) setTimeout(() => { location.href = event.destination.url; }); }, { once: true });
    globalThis.sessionscope.save(new Blob([`<meta http-equiv="refresh" content="0; url=${address}">`], { type: "text/html" }), "x.html");
  },
  "an area": (address) => { const area = document.createElement("area"); area.href = address; document.body.append(area); area.click(); },
  "a form": (address) => { const form = document.createElement("form"); form.action = address; document.body.append(form); form.submit(); },
  "a form to a new tab": (address) => { const form = document.createElement("form"); form.action = address; form.target = "_blank"; document.body.append(form); form.submit(); },
  "a button of no form": (address) => { const button = document.createElement("button"); button.formAction = address; document.body.append(button); button.click(); },
  "window.open": (address) => open(address),
  "document.open": (address) => document.open(address, "x", ""),
  "document.write": (address) => document.write(`<img src="${address}"><iframe src="${address}"></iframe>`),
  "a Blob with script": (address) => { location.href = URL.createObjectURL(new Blob([`<script>location="${address}"</script>`], { type: "text/html" })); },
  "script in an address": (address) => { location.href = `javascript:location="${address}"`; },
  "another program": (address) => { location.href = `mailto:x@example.com?body=${address}`; },
  "a cookie": () => { document.cookie = "secret=1; max-age=100"; },
  "a cookie of the store": () => globalThis.cookieStore.set("secret", "1"),
};
