### English. Keys begin with the part of the page that they belong to.

## Tabs
tab-overview = Overview
tab-timeline = Timeline
tab-sessions = Sessions
tab-transfers = Transfers
tab-events = Events
tab-evidence = Evidence

## Families
family-lifecycle = Lifecycle
family-login = Login
family-browsing = Browsing
family-blocked = Blocked
family-input = Input
family-clipboard = Clipboard
family-transfer-in = Transfer in
family-transfer-out = Transfer out
family-print = Print
family-command = Command
family-api = API
family-other = Other

## Places
place-local = Local machine
place-remote-disk = Remote disk
place-remote-clipboard = Remote clipboard
place-site = Sites
place-printer = Printer (PDF)
place-cloudshell = CloudShell

## Common
unknown = unknown
nobody = (no user)

## Shell: top bar, empty state, filter line, strip

## Overview

## Timeline

## Sessions

## Transfers

## Events
events-label = Events
events-count = { $count } events
events-newest-first = Newest first
events-oldest-first = Oldest first
events-order = Order
events-columns = Columns
events-none = No event passes the filter.
events-column-time = Time ({ $zone })
events-column-what = What
events-column-moves = From → to
events-undated = no time

## Drawer
drawer-label = Selected event
drawer-close = Close
drawer-before = Before in session
drawer-after = After in session
drawer-fields = Fields
drawer-source = Source
drawer-original = Original text
drawer-as-in-file = As in the file
drawer-copy-original = Copy the original text
drawer-reading = Reading it again from the file…
drawer-unreadable = The file cannot be read again: it was moved, changed or is no longer available. Drop it here once more to see the original text.
drawer-long = The first { $shown } of { $total } characters; copying takes all.
drawer-not-json = This is no valid JSON, so it is shown as in the file.
drawer-file = File
drawer-offset = Offset
drawer-length = Length
drawer-bytes = { $count } bytes
drawer-packed = in the text after unpacking ({ $containers })
drawer-sha256 = SHA-256 of the file
drawer-hash-pending = not computed yet
drawer-filter-for = Filter for { $field } { $value }
drawer-filter-out = Filter out { $field } { $value }
drawer-copy = Copy { $field } { $value }
drawer-copied = Copied
drawer-copy-failed = The browser did not allow copying.
drawer-local-time = Time ({ $zone })
field-time = Time
field-system = System
field-family = Family
field-activity = Activity
field-user = User
field-session = Session
field-portal = Portal
field-client-ip = Client IP
field-url = URL
field-host = Host
field-file = File
field-ext = Extension
field-size = Size
field-from = From
field-to = To
field-path = Input file
activity-SessionStart = A session began on the streaming host.
activity-SessionConnect = The user's browser connected to the session.
activity-SessionDisconnection = The user's browser lost or closed its connection; the session may go on.
activity-SessionEnd = The session ended.
activity-WebsiteInteract = The user clicked or typed on a page. What was typed is not recorded.
activity-FileDownloadFromSecureBrowserToRemoteDisk = A file was downloaded from a website to the temporary disk of the session. It has not left the session yet.
activity-FileTransferFromRemoteToLocalDisk = A file left the session: it was saved from the session's disk to the user's own machine.
activity-FileTransferFromLocalToRemoteDisk = A file came into the session from the user's own machine.
activity-FileUploadFromRemoteDiskToSecureBrowser = A file of the session's disk was uploaded to a website. Name and size are not recorded.
activity-ContentPasteToWebsite = Content of the session's clipboard was pasted into a page. The content is not recorded.
activity-ContentTransferFromLocalToRemoteClipboard = Content of the user's own clipboard was brought into the session. The content is not recorded.
activity-ContentCopyFromWebsite = Content was copied from a page to the session's clipboard. The content is not recorded.
activity-UrlVisit = A page was loaded.
activity-TabOpen = A browser tab was opened.
activity-TabClose = A browser tab was closed.
activity-PrintJobSubmit = Something was printed. The PDF is opened on the user's own machine, so it leaves the session.
activity-UrlBlockByContentFilter = The content filter stopped a visit to this page.
activity-Validation = The permission to write to the log stream was checked; no user did this.
activity-StartSession = A session began.
activity-VisitPage = A page was visited.
activity-EndSession = A session ended.

## Evidence
evidence-intro = Every record that was read has exactly one fate, and the numbers must add up: records = events + duplicates + rejected + skipped. Events are counted once; duplicates are the same event seen before; rejected records could not be understood, and each has a notice below; skipped records were understood and are no events.
evidence-reading = Reading: { $read } of { $total }.
evidence-partial = Partial: reading was cancelled, so the numbers cover only what was read until then.
evidence-undated = { $count } events have no time. They are counted everywhere, and lie outside of every range of time.
evidence-unreadable = The browser could not read: { $paths }
evidence-inputs = Input files
evidence-column-path = Path
evidence-column-bytes = Bytes
evidence-column-sha256 = SHA-256
evidence-column-containers = Containers
evidence-column-format = Format
evidence-column-records = Records
evidence-column-events = = Events
evidence-column-duplicates = + Duplicates
evidence-column-rejected = + Rejected
evidence-column-skipped = + Skipped
evidence-column-state = State
evidence-complete = complete
evidence-incomplete = partial
evidence-in-progress = reading
evidence-hash-pending = not yet
evidence-no-container = none
evidence-totals = { $count } files
evidence-copy-hash = Copy SHA-256 and path of the selected file
evidence-notices = Notices
evidence-no-notices = No notices: nothing was rejected, and every file was read as it is.
evidence-column-line = Line
evidence-column-offset = Offset
evidence-column-kind = Kind
evidence-column-reason = Reason
evidence-notice-text = Original text of the notice at { $path }, line { $line }
evidence-notice-hint = Select a notice to read its original text again from the file.
evidence-notice-empty = This notice is about the whole file and has no text of its own.
evidence-notice-more = … (the first 200 of { $count } bytes)
evidence-seal = Seal
evidence-seal-explained = The page may make no request once it has started: a content security policy forbids it, and the browser enforces it. The self-test tries a request to the page's own server and passes only if the policy stopped it.
evidence-seal-test = Test the seal
evidence-seal-testing = Testing…
evidence-seal-holds = Passed: the browser stopped the request. Nothing can leave this tab.
evidence-seal-broken = Failed: the request was not stopped by the policy. Do not open confidential logs in this browser.
kind-bad-container = damaged container
kind-bad-csv = bad CSV
kind-bad-encoding = bad encoding
kind-bad-json = bad JSON
kind-empty = empty
kind-limit = limit
kind-truncated = truncated
kind-unknown-format = unknown format
kind-unknown-record = unknown record
reason-json-syntax = Not valid JSON at byte { $at } of the record.
reason-cut-off = The text ends within the record.
reason-too-deep = Nested deeper than { $limit } levels.
reason-too-long = Longer than { $limit } bytes.
reason-no-known-record = A JSON value of no known format.
reason-no-known-format = A file of no known format.
reason-nothing-in-it = The file is empty.
reason-array-without-end = The array ends without its closing bracket.
reason-invalid-text = Invalid bytes were replaced by U+FFFD.
reason-damaged-gzip = The gzip data is damaged or cut off; what came before was read.
reason-too-much-inflated = Inflates to more than { $limit } bytes; what came before was read.
reason-too-many-layers = More than { $limit } layers of gzip.
