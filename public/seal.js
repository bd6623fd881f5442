// Seals the page: takes away every way out of it, for good, and proves that.
//
// "Sealed" means that from then on neither the page nor a worker of it can make a request. It is the
// browser that enforces it: policies in <meta> elements add up, and one that is inserted later is in
// force from then on. Workers inherit it because they start from Blobs.
//
// No policy forbids WebRTC, or leaving the page for an address that holds what was read. `withdraw` takes
// these away from the page's script. That holds only while script has no other window than this one, for a
// new one would bring everything back: so none can be made, and no frame. docs/PRIVACY.md says what is
// forbidden and how; tests/e2e/seal.test.mjs looks for ways that are left.
"use strict";

const { seal, provesSealed, save } = (() => {
  // A worker needs its code from a Blob, and nobody needs anything else: no connections, no scripts, styles,
  // frames or images from anywhere. `img-src` leaves what the page draws itself. Text becomes markup, and an
  // address starts a worker, only if the policy for trusted types lets it (`checkText`).
  const SEAL = "default-src 'none'; connect-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; "
    + "img-src data: blob:; form-action 'none'; base-uri 'none'; "
    + "require-trusted-types-for 'script'; trusted-types default";

  // Elements that make a window, lead away or load. The page needs none of them once it has started, and nothing of
  // MathML, in which each element can be a link.
  const REFUSED = [
    "a", "area", "base", "embed", "fencedframe", "form", "frame", "frameset", "iframe", "link", "math", "meta", "object",
    "portal", "script",
  ];
  const MATHML = "http://www.w3.org/1998/Math/MathML";

  // What opens windows, connects past the policy, has the browser's maker speak or listen, leaves something that the
  // browser sends at the next visit, or makes elements past `createElement`.
  const WITHDRAWN = {
    Window: [
      "open", "documentPictureInPicture", "cookieStore", "speechSynthesis", "SpeechRecognition", "webkitSpeechRecognition",
      "XSLTProcessor",
    ],
    Document: ["cookie", "open", "write", "writeln"],
    DOMImplementation: ["createDocument"],
    CustomElementRegistry: ["define"],
    NavigateEvent: ["sourceElement"],
    Navigator: ["credentials"],
  };

  // What has the browser itself call another site before a person is asked, and WebRTC: names that are still being added to.
  const WITHDRAWN_NAMES = /RTC|Credential|^Identity/;

  // Methods that make elements of markup, and are growing in number as well: `checkText` sees nothing of what most of
  // them read. These few it sees.
  const MARKUP_METHODS = /HTML(Unsafe)?$/;
  const CHECKED_METHODS = ["innerHTML", "outerHTML", "insertAdjacentHTML", "getHTML"];

  // What is used after the seal is taken as it is now: script could put something else in its place.
  const unbound = (method) => Function.prototype.call.bind(method);
  const property = (type, name) => Object.getOwnPropertyDescriptor(type.prototype, name);
  const getter = (type, name) => unbound(property(type, name).get);
  const setter = (type, name) => unbound(property(type, name).set);
  const createElement = unbound(Document.prototype.createElement);
  const createElementNS = unbound(Document.prototype.createElementNS);
  const execCommand = unbound(Document.prototype.execCommand);
  const localName = getter(Element, "localName");
  const namespace = getter(Element, "namespaceURI");
  const includes = unbound(Array.prototype.includes);
  const lowerCase = unbound(String.prototype.toLowerCase);
  const startsWith = unbound(String.prototype.startsWith);
  const execute = unbound(RegExp.prototype.exec);
  const makeAddress = URL.createObjectURL.bind(URL);
  const dropAddress = URL.revokeObjectURL.bind(URL);
  const setAddress = setter(HTMLAnchorElement, "href");
  const setFileName = setter(HTMLAnchorElement, "download");
  const click = unbound(HTMLElement.prototype.click);
  const PlainBlob = Blob;

  /** The address of the Blob that was saved last. */
  let saved;

  /** Makes the policy for trusted types: markup without what is refused, and one address for workers. */
  function checkText(workerAddress) {
    const elements = `<(?:[^\\s<>/:]*:)?(?:${REFUSED.join("|")})(?![^\\s/>])`;
    // XML can also write them, or the name of MathML, as something else.
    const disguises = `<!(?:doctype|entity)|${MATHML}|xmlns[^=>]*=\\s*(?:"[^"]*&|'[^']*&)`;
    const refused = new RegExp(`${elements}|${disguises}`, "i");
    globalThis.trustedTypes?.createPolicy("default", {
      createHTML: (markup) => (execute(refused, markup) ? null : markup),
      createScriptURL: (address) => (address === workerAddress ? address : null),
    });
  }

  function checkElements() {
    const checked = (element) => {
      if (includes(REFUSED, lowerCase(localName(element))) || namespace(element) === MATHML) {
        throw new Error("a sealed page cannot have such an element");
      }
      return element;
    };
    Document.prototype.createElement = function (name, options) {
      return checked(createElement(this, name, options));
    };
    Document.prototype.createElementNS = function (ofNamespace, name, options) {
      return checked(createElementNS(this, ofNamespace, name, options));
    };
    // The other commands edit, and make links and frames.
    Document.prototype.execCommand = function (command) {
      return command === "copy" && execCommand(this, "copy");
    };
  }

  /** Stops every navigation that script can begin, but those to places of this page, and `save`. */
  function stayHere() {
    if (!globalThis.navigation) return;
    const [here] = location.href.split("#");
    const destination = getter(NavigateEvent, "destination");
    const navigationType = getter(NavigateEvent, "navigationType");
    const url = getter(NavigationDestination, "url");
    const preventDefault = unbound(Event.prototype.preventDefault);
    navigation.addEventListener("navigate", (event) => {
      const address = url(destination(event));
      const isHere = address === here || startsWith(address, `${here}#`);
      // Back and forward lead to where the person was before: script can put nothing into those addresses.
      const isBack = navigationType(event) === "traverse";
      if (!isHere && !isBack && address !== saved) preventDefault(event);
    });
  }

  function withdraw() {
    const deleteEach = (owner, isMeant) => {
      for (const name of Object.getOwnPropertyNames(owner)) if (isMeant(name)) delete owner[name];
    };
    deleteEach(globalThis, (name) => WITHDRAWN_NAMES.test(name));
    const isUnchecked = (name) => MARKUP_METHODS.test(name) && !CHECKED_METHODS.includes(name);
    for (const owner of [Document, Document.prototype, Element.prototype, ShadowRoot.prototype]) deleteEach(owner, isUnchecked);
    for (const [owner, names] of Object.entries(WITHDRAWN)) {
      const target = owner === "Window" ? globalThis : globalThis[owner]?.prototype ?? {};
      for (const name of names) delete target[name];
    }
    // A message from another window would bring a way to answer it.
    globalThis.opener = null;
    addEventListener("message", (event) => event.stopImmediatePropagation(), { capture: true });
    checkElements();
    stayHere();
  }

  /** Seals the page. Workers can start from the given address alone. */
  function seal(workerAddress) {
    checkText(workerAddress);
    const policy = document.createElement("meta");
    policy.httpEquiv = "Content-Security-Policy";
    policy.content = SEAL;
    document.head.append(policy);
    withdraw();
  }

  /** Lets the person save a Blob as a file of this name: the only link that a sealed page can make. */
  function save(blob, name) {
    // Of this type it is a file and never a page, in which nothing would be stopped.
    const address = makeAddress(new PlainBlob([blob], { type: "application/octet-stream" }));
    const link = createElement(document, "a");
    setAddress(link, address);
    setFileName(link, name);
    saved = address;
    click(link);
    // The browser reads the Blob after this has returned, and does not say when.
    setTimeout(() => dropAddress(address), 60_000);
  }

  /**
   * Tries to connect to each of `sessionscope.probes`. True if a policy, and not chance, forbade them all.
   * Runs in workers too, from its source text.
   */
  async function provesSealed() {
    const { probes } = globalThis.sessionscope;
    const target = globalThis.document ?? globalThis;
    const forbidden = new Set();
    let watch;
    // The report of a violation is an event of its own, and may come after the refusal.
    const reported = new Promise((resolve) => {
      watch = ({ effectiveDirective, disposition, blockedURI }) => {
        if (effectiveDirective === "connect-src" && disposition === "enforce") forbidden.add(blockedURI);
        if (probes.every((probe) => forbidden.has(probe))) resolve(true);
      };
    });
    const late = new Promise((resolve) => { setTimeout(resolve, 2_500, false); });
    target.addEventListener("securitypolicyviolation", watch);
    try {
      const tries = probes.map((probe) => fetch(probe, { method: "HEAD", mode: "no-cors", cache: "no-store" }));
      const isAnswered = (await Promise.allSettled(tries)).some(({ status }) => status === "fulfilled");
      return !isAnswered && await Promise.race([reported, late]);
    } finally {
      target.removeEventListener("securitypolicyviolation", watch);
    }
  }

  return { seal, provesSealed, save };
})();
