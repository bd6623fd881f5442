### English. Keys begin with the part of the page that they belong to.

## Tabs
tab-overview = Overview
tab-timeline = Timeline
tab-sessions = Sessions
tab-transfers = Transfers
tab-sites = Sites
sites-summary = { $number ->
    [one] { $count } site.
   *[other] { $count } sites.
}
sites-choose = Select a site to see who was there.
sites-blank = No event names a site within this range and filter.
sites-table = Sites
sites-host = Host
sites-visits = Visits
sites-users = Users
sites-first = First seen ({ $zone })
sites-last = Last seen ({ $zone })
sites-pastes = Pastes
sites-uploads = Moved to it
sites-downloads = Moved from it
sites-blocked = Blocked
sites-matrix = Users of the first ten sites
sites-matrix-blocked = What was blocked, by site and user
sites-matrix-events = Events by site and user
sites-matrix-more = and { $count } more users
sites-users-of = Users of { $host }
sites-users-of-this = Users of
sites-users-hint = Select a user to see exactly these events.
tab-events = Events
tab-findings = Findings
tab-evidence = Evidence
tab-compare = Compare

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

## Systems
system-session-logger = Secure Browser: Session Logger
system-user-access-logging = Secure Browser: user access
system-cloudtrail = CloudTrail
system-cloudshell = CloudShell
system-session-manager = Session Manager
system-session-manager-stream = Session Manager: stream
system-session-manager-transcript = Session Manager: transcript
system-workspaces-access = WorkSpaces Access

## Places
endpoint-local = Local machine
endpoint-remote-disk = Remote disk
endpoint-remote-clipboard = Remote clipboard
endpoint-site = Sites
endpoint-printer = Printer (PDF)
endpoint-cloudshell = CloudShell

## Common
table-columns = Columns
table-columns-reset = Default columns
table-column-left = Move { $column } left
table-column-right = Move { $column } right
table-column-width = Width of column { $column }
table-printed = Of { $count } rows, those that fit are printed.
empty-state-yet = Nothing to show here yet: files are still being read.
empty-state-at-all = There is no event in what was read.
empty-state-of-these = What was read holds nothing for this view.
empty-state-show-evidence = Show the evidence
empty-state-clear-filter = Clear the filter
empty-state-all-time = Show all time
unknown = unknown
nobody = (no user)
workspace-user = { $user } (by WorkSpace)

## Shell: top bar, empty state, filter line, minimap
close = Close
cancel = Cancel
views = Views
count-files = { $count ->
    [one] file
   *[other] files
}
count-records = { $count ->
    [one] record
   *[other] records
}
count-events = { $count ->
    [one] event
   *[other] events
}
count-duplicates = { $count ->
    [one] duplicate
   *[other] duplicates
}
count-rejected = rejected
count-skipped = skipped
counts-title = Records = events + duplicates + rejected + skipped. Show the evidence.
partial = Partial
partial-words = This case is partial: reading was cancelled after { $begun } of { $all } files were begun; { $left } were not read whole. Every number and chart covers only what was read until then.
partial-hash-words = Hashing was cancelled. Everything was read; some files have no SHA-256 until you go on, or give them again.
partial-room-words = This case is partial: this tab has no room for more. Reading ended after { $begun } of { $all } files were begun, and { $unread } of { $size } were left unread. Every number and chart covers only what was read until then. To see the rest, give less at a time, for example one month.
room-foreseen = These { $size } need about { $needed } of memory, and this tab has room for { $room }. What does not fit will be left unread, and be counted as unread.
room-foreseen-said = Not all of this fits into the memory of this tab.
unreadable = { $count ->
    [one] One file could not be read to its end by the browser, or not again to hash it; only what came before is in the numbers, and it has no SHA-256: { $names }.
   *[other] { $count } files could not be read to their end by the browser, or not again to hash them; only what came before is in the numbers, and they have no SHA-256: { $names }.
}
unreadable-anew = What has changed since it was given is read as it is now when you start anew and give it again.
go-on = Go on
go-on-without = End it and go on
start-anew = Start anew
start-anew-words = Puts away everything that was read.
lost-engine = The worker that keeps what was read has ended. Everything that was read is lost, and the numbers below are no longer right. Start anew, and give the files again.
lost-ingest = { $count ->
    [one] A worker that reads files has ended before it was done.
   *[other] { $count } workers that read files have ended before they were done.
} What was read is kept. { $files ->
    [0] No file is unread for it.
    [one] One file was not read whole: { $names }.
   *[other] { $files } files were not read whole: { $names }.
}
lost-hash = { $count ->
    [one] A worker that hashes files has ended before it was done.
   *[other] { $count } workers that hash files have ended before they were done.
} { $files ->
    [0] Other workers hash what it had.
    [one] One file has no SHA-256: { $names }.
   *[other] { $files } files have no SHA-256: { $names }.
}
lost-reading = The worker that reads texts again has ended. Open the text once more, and a new one is started.
lost-failed = It said: { $words }
lost-silent = It did not answer any more.
silent-worker = A worker has not answered for a minute. It may be busy, or have ended without a word.
given-again = { $count ->
    [one] One file was given before, with the same content, and is read once: { $names }.
   *[other] { $count } files were given before, with the same content, and are read once: { $names }.
}
same-path = { $count ->
    [one] Another file of the same path is read under a path of its own: { $names }.
   *[other] { $count } other files of the same path are read under paths of their own: { $names }.
}
add = Add files
add-words = Added to what is here. The same file is read once; another file of the same path is read under a path of its own.
zone = Time zone
zone-others = Other zones
zone-device = { $zone } (this device)
language = Language
theme-system = Theme: as the system
theme-light = Theme: light
theme-dark = Theme: dark

seal-on = Sealed
seal-off = Not sealed
seal-title = How this page is sealed
seal-what = Before it takes the first file, this page gives up the right to make any request. From then on neither the page nor any of its workers can load or send anything, whatever a log contains.
seal-how = The browser enforces this, not the page: a content security policy with connect-src 'none' is added to the document, and a policy that was added cannot be taken away again until the tab is closed.
seal-workers = The workers that read your files are started from within the page after that, and so inherit the policy.
seal-withdrawn = No policy forbids WebRTC, or leaving the page for an address that holds data. So the page takes these away from its own script: it can make no frame, window, link or form, and cannot go to another page.
seal-tried = At the start the page tries to reach an address that nobody has, and its own server if it comes from one, and goes on only if the policy forbids it. You can run that trial again now:
seal-test = Run the self-test
seal-test-running = Trying to send a request…
seal-test-passed = The browser refused the request. The page is sealed.
seal-test-failed = The request was not refused by the policy. Close this tab, and do not give logs to it.
seal-limits = What this cannot guard against: browser extensions that may read any page, and whoever else can use this machine. You can watch for yourself in the network panel of the browser's developer tools.

help-title = Help
help-keys = Keys
help-keys-on = Single keys act (never while you type)
help-settings = Settings
omit-names = No names in the address
omit-names-what = The filter, the selected event, the session whose text is read and what is compared with are left out of the address, so that a link tells nobody of them. What the browser's history has already stays there; files that you save have names as before.
remember = Remember these settings in this browser
remember-what = Language, theme, time zone, the switch above, and the columns of tables with their widths: nothing else, and nothing of any log. Switched off, nothing stays here.
remember-failed = This browser keeps nothing for this page, as it may be with a page that is a file. The settings hold until the page is closed.
help-filter = The filter line
help-filter-words = Terms beside each other must all hold; OR asks for one of them, a minus or NOT before a term turns it round, and parentheses hold together: user:alice (family:transfer OR size:>10MB) -host:*.example.com. A * stands for any characters, but not in quotes; \" is a quote within quotes. A word or a phrase in quotes is looked for in every text of an event.
help-filter-fields = Fields: { $fields }. Several values: user:(alice OR bob). A lone * asks for any value, "" for none: error:*, session:"". Addresses: client_ip:203.0.113.0/24. Times, in the zone of the page: time:2026-11-19, time:2026-11-19T08..2026-11-19T12:30, which ends with the last minute. Sizes: size:>10MB, size:1kB..5MB.
key-search = Go to the filter line
key-tabs = Go to a view
key-back = One step back: close the drawer, then leave the ranges of time one by one
key-help = This help
key-palette = Every command by its name
palette = A command
palette-go = Go to { $name }
palette-save = Export { $name }
palette-drawer = Show or hide the drawer
palette-zone = Next time zone
palette-language = 日本語で表示
palette-theme = Next theme
key-complete = In the filter line: choose of what is offered, and take it
key-menu = The menu of a value or a row: filter for it, out, around it, copy; a right click, too
key-minimap-move = On the minimap: make and move a range of time
key-minimap-extend = On the minimap: move the end of the range
key-minimap-commit = On the minimap: show only this range
key-timeline-window = On the timeline: zoom in, zoom out, pan left, pan right
key-timeline-fit = On the timeline: show all of its time
key-timeline-marks = On the timeline: go to the next or the previous mark
key-headings = In the headings of a table: from heading to heading
key-widths = On the edge of a heading: narrower or wider; with Shift by more; Enter gives the column its own width again
key-rows = In a table: go from row to row
key-ends = In a table: go to the first or the last row

promise = Your logs never leave this tab.
promise-more = They are read, searched and drawn here, and the browser itself forbids this page every connection.
promise-link = How this is enforced, with a test
link-wants = { $number ->
    [one] This link is about { $count } file
   *[other] This link is about { $count } files
  }
link-wants-systems = {" "}of { $systems }
link-wants-time = , with events of { $time }
link-wants-files = . Their names and contents are not in it: add these files, and the view is the one that was shared.
drop-title = Drop log files or folders here
drop-here = Drop to read
drop-words = Anywhere on this page; folders with all that is in them, packed files as they are.
choose-files = Choose files
choose-folder = Choose folder
paste = Paste
paste-title = Paste log text
paste-words = JSON, JSON Lines or any other text of a log that is understood:
paste-read = Read
sample = Try the sample case
sample-words = Four days of a dozen made-up users, one of whom took something with them.
known-title = What is understood
known-log = Log
known-where = Where to find it in AWS
known-packed = How it may come
known-session-logger = WorkSpaces Secure Browser: Session Logger
known-session-logger-where = In the S3 bucket of the portal's Session Logger (WorkSpaces Secure Browser console, Session loggers, Log location)
known-session-logger-packed = JSON Lines or JSON array, flat or in folders by date; gzip
known-user-access = WorkSpaces Secure Browser: user access logging
known-user-access-where = In the Kinesis data stream amazon-workspaces-web-… that the portal's user access logging names, mostly delivered to S3 by Firehose
known-user-access-packed = JSON objects, one a line or one behind the other; gzip
known-session-manager = Session Manager: sessions
known-session-manager-where = Transcripts in the S3 bucket, output in the CloudWatch Logs log group that the Session Manager preferences name (Systems Manager console, Session Manager, Preferences); the history by aws ssm describe-sessions --state History
known-session-manager-packed = Transcripts of Linux, macOS and Windows; streamed JSON; uploads at the end of a session; JSON of the AWS CLI, version 1 or 2
known-cloudtrail = CloudTrail, with the calls of CloudShell and Session Manager
known-cloudtrail-where = In the S3 bucket of a trail (CloudTrail console, Trails), by Event history ▸ Download events, by aws cloudtrail lookup-events, in CloudTrail Lake or Security Lake
known-cloudtrail-packed = Log files, JSON Lines, CSV, OCSF, EventBridge events; digest and insight files are recognised
known-workspaces = WorkSpaces Access: logins to WorkSpaces
known-workspaces-where = Where an EventBridge rule for aws.workspaces, detail type “WorkSpaces Access”, sends them: a CloudWatch Logs log group or Firehose; names by aws workspaces describe-workspaces
known-workspaces-packed = EventBridge JSON, one event or many with nothing between them
known-metrics = CloudWatch metrics and settings of Session Logger
known-metrics-where = Namespace AWS/WorkSpacesWeb by aws cloudwatch get-metric-data or get-metric-statistics, a metric stream, or the console; aws workspaces-web get-session-logger
known-metrics-packed = JSON of the AWS CLI, metric stream JSON, CSV of the console: listed under Evidence, not counted as events
known-wrappers = In any of these, nested to a depth: gzip, zip, CloudWatch Logs (filter-log-events, get-log-events, export tasks, subscriptions, Logs Insights CSV), EventBridge, Firehose, JSON within JSON strings. UTF-8 and UTF-16, any line ends. What cannot be understood is counted and shown with its place, never left out in silence.

reading = Reading
reading-bytes = { $read } of { $all }
# A number of bytes that is guessed.
about-size = about { $size }
reading-counts = { $events } events · files: { $done } of { $all }
reading-seconds-left = about { $count } s left
reading-minutes-left = about { $count } min left
hashing = Everything is read; hashing
# Files that are hashed (SHA-256) once everything has been read.
hashing-counts = files: { $done } of { $all }
reading-ended = Reading has ended before everything was read: { $events } events.
reading-done = Everything was read: { $events } events.

menu = What can be done with it
menu-filter-for = Filter for it
menu-filter-out = Filter it out
menu-copy = Copy
menu-event = This event
menu-around = { $minutes ->
    [one] Only 1 minute before and after
   *[other] Only { $minutes } minutes before and after
  }
menu-range = Only the time of it
menu-copy-json = Copy as JSON

filter = Filter
filter-example = Filter: user:alice* family:transfer-out size:>10MB "free text"
filter-terms = Terms of the filter
filter-remove = Remove { $term }
filter-include = Include { $term } instead
filter-exclude = Exclude { $term } instead
filter-chip = Click to edit, Alt+click or − to exclude, Delete to remove, O or drag onto another to join with OR
filter-completion = What can be written here
filter-recent = asked before
facets = Facets
facet-search = Search: { $field }
facet-exclude = Without { $value }
facet-none = (none)
filter-count = { $matching } of { $all } events
filter-dead-value = Nothing in this case has { $field } “{ $value }”.
filter-dead-word = Nothing in this case contains “{ $value }”.
filter-nearest-begins = { $number ->
    [one] One value begins so:
   *[other] { $count } values begin so:
}
filter-nearest-contains = { $number ->
    [one] One value contains it:
   *[other] { $count } values contain it:
}
filter-nearest-similar = { $number ->
    [one] One value is much like it:
   *[other] { $count } values are much like it:
}
filter-empty = No event passes all terms together. Alone each of them lets through:
filter-without = without it { $count }
filter-outside = { $number ->
    [one] Outside of the range one event passes.
   *[other] Outside of the range { $count } events pass.
}
filter-kept = The filter before it stays in force.
filter-unknown-field = There is no field named { $field }. For the text itself, write { $instead }.
filter-misspelled-field = There is no field named { $field }. Write { $instead }?
filter-missing-term = { $operator } needs a term. For the text itself, write { $instead }.
filter-missing-joined = { $operator } needs a term before it and one behind it. For the word itself, write { $instead }.
filter-field-of-case = { $field } asks for what a person has added to a case or searched for in it, and there is none here
filter-missing-value = { $field } needs a value directly behind its colon. Write { $instead } for any value, and { $field }:"" for none.
filter-empty-word = A word needs a character. What lacks a field is found by the field, as in { $instead }.
filter-empty-parentheses = There is nothing in these parentheses. For the text itself, write { $instead }.
filter-open-quote = This quote has no end. Write { $instead }, and \" for a quote within quotes.
filter-unclosed-parenthesis = This parenthesis is not closed. For the parenthesis itself, write { $instead }.
filter-unopened-parenthesis = This parenthesis closes none. For the parenthesis itself, write { $instead }.
filter-beside-parenthesis = Something stands directly beside this parenthesis. Write { $instead }.
filter-too-deep = More than { $limit } parentheses are within one another. For the parenthesis itself, write { $instead }.
filter-only-or = Between the values of a field only OR can stand. Write them like { $instead }.
filter-bad-size = This is no size. Write it like { $instead }, size:10MB or size:1kB..5MB.
filter-bad-time = This is no time. Write it like { $instead }, time:2026-11-19T08, time:>=2026-11-19 or time:<2026-11-20T08:30.
filter-reversed-range = This range ends before it begins. Write { $instead }.
filter-bad-network = This is no network of addresses. Write it like { $instead } or client_ip:2001:db8::/32.
filter-unknown-value = { $field } never has this value. It has: { $instead }.
channels-hide = Hide channel calls
channels-show = Show channel calls
channels-hidden = { $number ->
    [one] { $count } channel call hidden
   *[other] { $count } channel calls hidden
}
channels-explained = OpenControlChannel and CreateControlChannel: agents keep in touch with Session Manager, all day long. They are read, counted and exported; only the views leave them out.

minimap = Events over time
minimap-brush = Range of time. Arrow keys make and move a range, with Shift they move its end, Enter shows only this range.
minimap-only = Only { $time }
minimap-summary = { $events } events, { $time } { $zone }.
minimap-undated = No event has a time.
ranges = Ranges of time
range-all = All time
drawer-width = Width of the detail panel
facets-width = Width of the facets

export = Export
export-unfinished = Reading is not finished: what you save covers what was read so far.
export-busy = An export is being written. Another one can begin once it is done or cancelled.
export-summary = Summary (JSON)
export-audit = Audit (JSON)
export-summary-scope = Everything that was read
export-csv = Events CSV
export-jsonl = Events JSON Lines
export-table = This table as CSV
export-table-scope = Exactly its rows and columns, as they are shown
export-table-whole = This table with all columns as CSV
export-table-whole-scope = Its rows as they are shown, hidden columns too
export-no-table = This view has no table of rows
export-svg = Picture (SVG)
export-png = Picture (PNG)
export-no-picture = Nothing is drawn
export-events-scope = Events within filter and range
counts-unknown-field = There is no field named { $field }.
counts-uncounted-field = The values of { $field } are not counted: there are nearly as many as events.
export-saving = Writing { $name }: { $percent } %
export-failed = { $name } could not be written to its end. Nothing was saved.

## Overview
overview-empty = No event passes the filter within this range.
overview-events = Events
overview-activities = Activities
overview-users = Users
overview-hosts = Hosts
overview-client-ips = Client IPs
overview-systems = Systems
overview-services = API calls by service
overview-over-time = Events over time
overview-undated = { $count } without a time

time-months = Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
time-day = { $day } { $month }
time-month = { $month } { $year }
time-year = { $year }
time-date = { $day } { $month } { $year }
length-days = { $count ->
    [one] day
   *[other] { $count } days
}
length-hours = { $count ->
    [one] hour
   *[other] { $count } hours
}
length-minutes = { $count ->
    [one] minute
   *[other] { $count } minutes
}
length-seconds = { $count ->
    [one] second
   *[other] { $count } seconds
}
length-milliseconds = { $count } ms
chart-events-count = { $count ->
    [one] { $shown } event
   *[other] { $shown } events
}
amount-partly-unknown = { $bytes } + { $count } unknown

chart-show-table = Show table
chart-table = { $title }: table
chart-hide-table = Hide table
chart-marks = { $title }: arrow keys go from bar to bar, Enter zooms to it, Shift and arrow keys mark several
chart-zoom = Zoom to { $range }
chart-time = Time ({ $zone })
chart-events-per = Events per { $length }
chart-bytes-per = Bytes per { $length }
chart-transfers-per = Transfers per { $length }
chart-root-scale = { $title }, square-root scale
chart-log-scale = { $title }, logarithmic scale
chart-events-none = No events with a time in scope.
chart-events-summary = { $events }, { $range } ({ $zone }); most are { $family } ({ $most }).
chart-undated = { $number ->
    [one] { $count } event without a time is not drawn.
   *[other] { $count } events without a time are not drawn.
}

bars-none = None in scope.
bars-rest = and { $more } more ({ $events } events)
list-before = and { $count } before these
list-more = and { $count } more
list-fewer = Show fewer
text-more = Show more: { $left } of { $total } characters are left

moved-over-time = Transfers over time
moved-in = In
moved-out = Out
moved-in-short = in
moved-out-short = out
moved-in-bytes = Bytes in
moved-out-bytes = Bytes out
moved-unknown = Size unknown
moved-in-unknown = In, size unknown
moved-out-unknown = Out, size unknown
moved-line = { $count } · { $bytes }
moved-measure = Measure
moved-by-bytes = Bytes
moved-by-count = Count
moved-scale = Scale
moved-scale-linear = Linear
moved-scale-root = Root
moved-scale-log = Log
moved-none = No transfer in or out with a time in scope.
moved-summary = In: { $incoming } ({ $inbytes }). Out: { $outgoing } ({ $outbytes }).
moved-summary-unknown = A hollow mark on the line: here are transfers whose size was not recorded.

# What the activities of each system mean, after the AWS guides.
activity-browser-SessionStart = A secure browser session was launched; the user has not connected yet.
activity-browser-SessionConnect = The user is connected to the secure browser session.
activity-browser-SessionDisconnection = The user is disconnected from the secure browser session.
activity-browser-SessionEnd = The secure browser session has ended.
activity-browser-TabOpen = The user opened a new tab, or a link in a new tab.
activity-browser-TabClose = The user closed a tab.
activity-browser-UrlVisit = The user navigated to a URL.
activity-browser-WebsiteInteract = The user changed a standard HTML element of a website: a check box, a radio button, a button, or an item of a drop-down list.
activity-browser-ContentTransferFromLocalToRemoteClipboard = The user updated the clipboard of the secure browser with content from outside of it, by the toolbar of the session or by keyboard shortcuts. The content is not recorded.
activity-browser-ContentCopyFromWebsite = The user updated the clipboard of the secure browser with content from a website. The content is not recorded.
activity-browser-ContentPasteToWebsite = The user pasted content from the clipboard of the secure browser to a website. The content is not recorded.
activity-browser-FileDownloadFromSecureBrowserToRemoteDisk = The user downloaded a file from a website to the remote disk of the session.
activity-browser-FileUploadFromRemoteDiskToSecureBrowser = The user uploaded a file from the remote disk of the session to a website. Neither its name nor its size is recorded.
activity-browser-FileTransferFromLocalToRemoteDisk = The user transferred a file from the local machine to the remote disk of the session.
activity-browser-FileTransferFromRemoteToLocalDisk = The user transferred a file from the remote disk of the session to the local machine.
activity-browser-PrintJobSubmit = The user printed from the session; the PDF arrives on the local machine.
activity-browser-UrlBlockByContentFilter = The content filter of the portal blocked a URL.
activity-access-Validation = The service has put a test record to the Kinesis data stream successfully.
activity-access-StartSession = The user has started a session and is connected to the secure browser session.
activity-access-VisitPage = The user is visiting a page in the session.
activity-access-EndSession = The user has terminated the session.
activity-manager-StartSession = Somebody asked Session Manager for a session on the target: the call made it, the connection follows by itself.
activity-manager-ResumeSession = Somebody asked to connect to a session again after the connection was lost.
activity-manager-TerminateSession = Somebody ended a session by a call. A shell that is left with “exit” ends without one.
activity-manager-OpenDataChannel = A data channel of a session was opened: one end of what is typed and shown.
activity-manager-CreateDataChannel = A data channel of a session was made: one end of what is typed and shown.
activity-manager-OpenControlChannel = An agent keeps in touch with Session Manager. This is a machine, nobody's session.
activity-manager-CreateControlChannel = An agent keeps in touch with Session Manager. This is a machine, nobody's session.
activity-manager-SessionOutput = Lines that the terminal of a session showed, as streamed to CloudWatch Logs. The time is that of the upload, about 1 s exact, and not that of a command.
activity-manager-SessionTranscript = The transcript of a whole session. It stands at the time in its footer, which is the end of the session; it holds no other time.
activity-shell-CreateEnvironment = A CloudShell environment was made.
activity-shell-CreateSession = Somebody opened a shell in CloudShell.
activity-shell-DeleteEnvironment = A CloudShell environment was deleted, with its home folder.
activity-shell-DeleteSession = A shell in CloudShell was closed.
activity-shell-StartEnvironment = A CloudShell environment was started.
activity-shell-StopEnvironment = A CloudShell environment was stopped.
activity-shell-ModifyEnvironment = The settings of a CloudShell environment were changed.
activity-shell-DescribeEnvironments = The console asked which CloudShell environments there are.
activity-shell-GetEnvironmentStatus = The console asked how far a CloudShell environment is.
activity-shell-GetLayout = The console asked how the tabs of CloudShell are arranged.
activity-shell-UpdateLayout = The tabs of CloudShell were arranged anew.
activity-shell-SendHeartBeat = A sign of life: the shell is open in a browser.
activity-shell-PutCredentials = The credentials of the console were forwarded to the shell: what is done there is done with them.
activity-shell-RedeemCode = A sign-in code was redeemed for credentials in the shell.
activity-shell-ApproveCommand = A command was approved that another AWS service had sent to the shell.
activity-shell-GetFileDownloadUrls = Links to download a file from the shell were made. That the file was fetched is not recorded, nor its size; several files come as one zip.
activity-shell-GetFileUploadUrls = Links to upload a file to the shell were made. That the file was sent is not recorded, nor its size.
activity-call-ConsoleLogin = Somebody signed in to the AWS Management Console, or tried to: a failure is under “Error”.
activity-call-CheckMfa = The sign-in page asked for a code of a multi-factor device.
activity-call-CredentialChallenge = The sign-in asked the user for credentials, or checked a first one.
activity-call-CredentialVerification = The sign-in verified the credentials of a user; a failure is under “Error”.
activity-call-UserAuthentication = A user was authenticated; a failure is under “Error”.
activity-call-SwitchRole = Somebody changed to another role in the console.
activity-workspace-WorkSpacesLogin = A user logged in to a WorkSpace. Only successful logins are recorded, no name and no end.

## Timeline
timeline-label = Sessions over time. W and S zoom, A and D pan, F shows everything, period and comma go from mark to mark, Enter keeps the range.
timeline-open = open
timeline-counts = { $manysessions ->
    [one] { $sessions } session
   *[other] { $sessions } sessions
} on { $manytracks ->
    [one] { $tracks } track
   *[other] { $tracks } tracks
}.
timeline-summary = Shown: { $window } { $zone }.
timeline-merged = One mark for { $count } events: the first is selected, a double click zooms in.
timeline-tip-merged = the first of { $count } events, too close to be drawn apart
timeline-tools = Zoom
timeline-zoom-in = Zoom in (W)
timeline-zoom-out = Zoom out (S)
timeline-fit = Fit
timeline-commit = Keep range
timeline-commit-explained = Limit the whole page to the time shown here (Enter)
timeline-legend = Families
timeline-only-family = Only { $family }: { $count } events
timeline-concurrent = 2 places
timeline-concurrent-explained = Two sessions of this user were under way at once, from client IP addresses of which they share none. It may be a change of network, a proxy, or somebody else.
timeline-concurrent-unknown = places not compared
timeline-concurrent-unknown-explained = This user has so many sessions with so many client IP addresses at once that they were not all compared. Whether two of them share none is not known.
timeline-user-sessions = sessions: { $count }
timeline-track-events = events: { $count }
timeline-track-none = not recorded
timeline-pin = Pin this track to the top
timeline-group = Tracks by
timeline-sort = sorted by
timeline-sort-name = name
timeline-sort-first = first event
timeline-sort-events = events
timeline-sort-bytes-out = bytes out
timeline-show-all = all tracks ({ $count } more)
timeline-show-all-explained = Show also the tracks that have nothing in the time shown here
timeline-beyond-before = Before the time shown here: { $what }. Go there
timeline-beyond-after = After the time shown here: { $what }. Go there
timeline-beyond-sessions = { $number ->
    [one] { $count } session
   *[other] { $count } sessions
}
timeline-merged-bar = { $count } sessions, too close to be drawn apart: { $window }.
timeline-found = Sessions with findings: { $count }.
timeline-session-bar = Session { $session } · { $addresses } · { $window }.
timeline-arc = A file that came in and left again
timeline-arc-in = In: { $time }
timeline-arc-out = Out: { $time }
timeline-zoom-to-it = Zoom to it
timeline-blank = Nothing that passes the filter lies within this range.
timeline-outside = Not on any track: { $events }.
timeline-loose = { $number ->
    [one] { $count } event without a session
   *[other] { $count } events without a session
}
timeline-undated = { $number ->
    [one] { $count } event without a time
   *[other] { $count } events without a time
}
timeline-outside-show = All events
timeline-keys = W S zoom · A D pan · F fit · . , marks · Enter keeps the range
timeline-table = Sessions in view
timeline-table-show = Show table
timeline-table-hide = Hide table
timeline-table-caption = The sessions of the tracks in and around the view.
timeline-table-more = { $count } more are not listed here.
timeline-table-all = All sessions

## Sessions
sessions-table = Sessions
sessions-user = User
sessions-id = Session ID
sessions-portal = Portal, target
sessions-addresses = Client IPs
sessions-start = Start ({ $zone })
sessions-end = Last event ({ $zone })
sessions-length = Length
sessions-events = Events
sessions-sites = Sites
sessions-in = In
sessions-out = Out
sessions-state = State
sessions-ended = ended
sessions-disconnected = disconnected
sessions-open = open
sessions-ended-explained = An end of the session was recorded.
sessions-disconnected-explained = The client disconnected last; no end of the session was recorded.
sessions-open-explained = No end was recorded: the session went on, was killed, or its last log file is missing.
sessions-some-events = { $matching } of { $events }
sessions-several-addresses = More than one client IP address in one session: worth a look.
sessions-other-addresses = and { $count } more client IP addresses: limit the page to this session, and Overview counts them all
sessions-moved-explained = { $count } transfers, { $unknown } of them without a recorded size
sessions-summary = { $number ->
    [one] { $count } session in scope.
   *[other] { $count } sessions in scope.
}
sessions-choose = Select a session to read its story.
sessions-blank = No session has an event that passes the filter within this range.
sessions-story = Story of session { $session }
sessions-story-events = Events of the session, in time order
sessions-time = Time ({ $zone })
sessions-activity = Activity
sessions-what = What
sessions-size-unknown = size unknown
sessions-only = Filter for this session
sessions-on-timeline = Show on timeline
sessions-close = Close
sessions-system = System
sessions-logger = Secure Browser
sessions-user-access = User access
sessions-open-manager = No end was recorded. A shell that is left with “exit” ends without a call in CloudTrail: the footer of its transcript, or the session history, would tell.
sessions-open-shell = No end was recorded. A shell whose tab is closed ends without a record; CloudShell ends it after 20 minutes without a sign of life.
sessions-ended-transcript = An end of the session was recorded: by a call, by the footer of its transcript, or in the session history.
sessions-no-events = This session is known from the session history alone.
sessions-note-manager = Output stands at the time of its upload, about 1 s exact; a transcript stands at the end of the session, and holds no time of a command.
sessions-note-shell = Commands in a CloudShell are not recorded, nor are sizes of files; links for a transfer do not prove that it took place.
sessions-note-access = User access logging has no session ids: this session is what lies between a start and an end of one user at one portal. Pages that were deleted from the browser's history are not recorded.
sessions-shell-calls = { $number ->
    [one] { $count } AWS API call from within the shell, told by its user agent and the same principal; it is counted with no session.
   *[other] { $count } AWS API calls from within the shell, told by their user agent and the same principal; they are counted with no session.
}
sessions-from-shell = from within the shell
sessions-history = Session history
sessions-tunnel-port = Port forwarding, no shell. Leads to: { $place }. Session Manager records nothing of what passes, by design.
sessions-tunnel-ssh = SSH through Session Manager. Leads to: { $place }. Session Manager records nothing of what passes, by design: shells and files in it leave no text.
sessions-history-words = { $status }, { $start } – { $end } { $zone }
sessions-reason = Reason

## Transfers
transfers-empty = No transfer passes the filter within this range.
transfers-flow = Between places
transfers-flow-summary = { $number ->
    [one] { $count } transfer
   *[other] { $count } transfers
}; most bytes: { $way } ({ $bytes }).
transfers-way = { $from } → { $to }
transfers-place-note = { $to } in · { $from } out
transfers-size-unknown = size unknown
transfers-from-to = From → to
transfers-count = Transfers
transfers-size = Size
transfers-bytes = Known bytes
transfers-legs-note = A file that a user downloads is recorded on two legs: site → remote disk, then remote disk → local machine. Do not add them up.
transfers-unknown-note = Session Logger records no size for clipboard contents and for uploads from the remote disk to a site, CloudTrail none for transfers of CloudShell: unknown is not 0.
transfers-by-user = By user
transfers-by-extension = By file type
transfers-no-extension = (no extension recorded)
transfers-by-site = By site
transfers-site = Site
transfers-no-site = (no site recorded)
transfers-rest = and { $more } more
transfers-table = Transfers
transfers-user = User
transfers-type = File type
transfers-came-from = Came from
transfers-by-name = { $place } (by name)
transfers-around = Around
transfers-other-size = { $place }, in another size
transfers-not-recorded = not recorded

## Events
events-label = Events
events-count = { $number ->
    [one] { $count } event
   *[other] { $count } events
}
events-newest-first = Newest first
events-none = No event passes the filter within this range.
events-column-time = Time ({ $zone })
events-column-what = What
events-column-moves = From → to
events-undated = no time

## Drawer
drawer-label = Selected event
drawer-close = Close
drawer-missing = The selected event is not in what was read. It stands in { $path }, at byte { $offset }. Add that file to see it.
drawer-before = Before in session
drawer-after = After in session
drawer-fields = Fields
drawer-source = Source
drawer-call = What the record says of the call
drawer-call-error = Error message
drawer-call-resources = Resources
drawer-call-request = Request parameters
drawer-call-response = Response
drawer-call-additional = Additional data
drawer-call-service = Details of the service
drawer-original = Original text
drawer-as-in-file = As in the file
drawer-copy-original = Copy the original text
drawer-reading = Reading it again from the file…
drawer-unreadable = The text cannot be read again: the file was moved or changed, or the worker that reads it has ended. If it stays so, start anew and give the files again.
drawer-too-long = This record is too long to be laid out, so it is shown as in the file.
drawer-not-json = This is no valid JSON, so it is shown as in the file.
drawer-file = File
drawer-offset = Offset
drawer-length = Length
bytes-in-full = { $number ->
    [one] { $count } byte
   *[other] { $count } bytes
}
drawer-packed = in the text after unpacking ({ $containers })
drawer-sha256 = SHA-256 of the file
drawer-hash-pending = not computed yet
drawer-no-hash = none: the file was not hashed
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
field-tag = Tag
field-marked = Marked
field-person = Person
field-session = Session
field-portal = Portal
field-client-ip = Client IP
field-url = URL
field-host = Host
field-file = File
field-ext = Extension
field-target = Target
field-region = Region
field-error = Error
field-service = Service
field-agent = Client
field-principal = Principal
field-id = Event ID
field-account = Account
field-category = Category
field-size = Size
field-from = From
field-to = To
field-path = Input file
field-line = Line
field-offset = Offset
field-length = Length
field-workspace-user = User of the WorkSpace, by describe-workspaces

## Evidence
evidence-intro = Every record that was read has exactly one fate, and the numbers must add up: records = events + duplicates + rejected + skipped. Events are counted once; duplicates are the same event seen before; rejected records could not be understood, and each has a notice below; skipped records were understood and are no events.
evidence-undated = { $number ->
    [one] { $count } event has no time. It is counted everywhere, and lies outside of every range of time.
   *[other] { $count } events have no time. They are counted everywhere, and lie outside of every range of time.
}
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
evidence-unread = unread
evidence-no-hash = none
evidence-in-progress = reading
evidence-hash-pending = not yet
evidence-no-container = none
evidence-totals = { $number ->
    [one] { $count } file
   *[other] { $count } files
}
evidence-copy-hash = Copy SHA-256 and path of the selected file
evidence-notices = Notices
evidence-no-notices = No notices: nothing was rejected, and every file was read as it is.
evidence-limitations = What these files cannot show
evidence-limitations-words = What is not in the events of these files may have happened all the same: their form has no place for it, or not all of it is here.
evidence-system-limitations = What no log of these systems can show
evidence-system-limitations-words = Even their complete logs have no place for it: what is not in them was not therefore not done.
evidence-column-limitation = What cannot be seen in it
limitation-no-parameters = This export has neither parameters nor responses: of its calls no session ids, targets and files are known, nor whether a sign-in succeeded.
limitation-parameters-omitted = CloudTrail left out parameters or responses that were too long: sessions, targets and files that stood there are not known.
limitation-answer-is-cut = The answer says that more follows (NextToken): unless another file has the next page, what is on it is missing.
limitation-query-unfinished = The query had not ended when its answer was saved: rows may be missing.
cannot-show-address-bar-paste = What is pasted into the address bar of the browser is not recorded; only pastes into websites are.
cannot-show-clipboard-content = That something was copied or pasted is recorded, not what it was.
cannot-show-clipboard-out = No event tells that something went from the clipboard of the portal to the user's machine; only the way in has one.
cannot-show-file-content = Names and sizes of files are recorded, not what is in them. Under the same name and size another file may hide.
cannot-show-upload-name-and-size = For uploads to sites no file name and no size are documented: which file was uploaded may not be known.
cannot-show-client-address = The address from which the user came is not recorded.
cannot-show-deleted-history = Visits are taken from the browser's history: what was deleted from it before, or visited in a private window, is missing.
cannot-show-files = Transfers of files, clipboard and print are not recorded.
cannot-show-echo-off-input = Recorded is what the terminal showed: what was typed while it did not show it, such as a password, is missing.
cannot-show-exit-without-record = A shell that is left with exit leaves no call: without its transcript or the history its end is not known.
cannot-show-port-forwarding-and-ssh = Of port forwarding and SSH only the start is recorded, nothing of what passed.
cannot-show-time-of-commands = When a command ran is not recorded: streamed output has the time of its upload, a transcript that of the session's end.
cannot-show-commands = Commands in a CloudShell are not recorded; only calls of AWS that they made are, in CloudTrail.
cannot-show-transfer-size = How large a file is that was moved to or from a CloudShell is not recorded.
cannot-show-url-made-not-used = The calls prove that a link for a transfer was made, not that it was used.
cannot-show-data-events-unless-selected = Access to data (objects of S3, items of DynamoDB and the like) is recorded only where the trail was told to.
cannot-show-delivery-delay = CloudTrail delivers some minutes after a call: the last minutes before the logs were fetched may be missing.
cannot-show-best-effort = These events are delivered on a best-effort basis: one that is missing proves nothing.
cannot-show-failed-logins = Only logins that succeeded are recorded.
cannot-show-logouts = When a user left is not recorded.
cannot-show-user-names = The login names the WorkSpace, not the user. Who it is follows from describe-workspaces alone, as it is now.
match-name-and-size = The same file name and the same size in the same session.
match-name = The same file name in the same session. One of the two sizes is not known, so it may be another file.
unmatched-no-session = The event names no session.
unmatched-undated = The event has no time.
unmatched-no-file-name = The event names no file.
unmatched-no-earlier-in-leg = No file of this name came to the remote disk before, in this session. It may have been made there, renamed, or the logs are not complete.
unmatched-other-size = A file of this name came before, in another size. It may have been changed, or be another file.
joined-identity-map = A map of identities says so.
joined-workspace = describe-workspaces gives the WorkSpace to this user.
joined-same-address = Told by the name alone: addresses that differ in case at most are one person.
evidence-column-line = Line
evidence-column-offset = Offset
evidence-whole-file = This is about the file as a whole.
evidence-column-kind = Kind
evidence-column-reason = Reason
evidence-notice-text = Notice at { $place }
evidence-notice-hint = Select a notice to read its original text again from the file.
evidence-notice-empty = This notice is about the whole file and has no text of its own.
evidence-notice-more = … (the first 200 of { $count } bytes)
evidence-seal = Seal
evidence-seal-explained = The page may make no request once it has started: a content security policy forbids it, and the browser enforces it. The self-test tries to reach an address that nobody has, and the page's own server if it comes from one, and passes only if the policy stopped it.
facts-metrics = Data points of metrics
facts-metrics-words = Delivered events and errors of Session Logger, as CloudWatch counted them. They are no events; what they are compared with stands above.
facts-loggers = Session Logger settings
facts-loggers-words = What the Session Loggers were told to record: what is not in the filter was never logged.
facts-history = Session Manager history
facts-history-words = Entries of describe-sessions, which reach back 30 days. Their dates are those of the sessions.
facts-workspaces = WorkSpaces and their users
facts-workspaces-words = Entries of describe-workspaces. They name the user of a login, which the login itself does not.
facts-identities = Map of identities
facts-identities-words = Rows of tables with the columns person, system and user, which somebody wrote: they say who is the same in several systems.
facts-portal = Portal
facts-metric = Metric
facts-time = Time ({ $zone })
facts-sum = Sum
facts-samples = Samples
facts-not-said = not said
facts-name = Name
facts-events = Events
facts-events-not-here = not in this file
facts-events-not-here-why = The list of Session Loggers leaves their event filter out. Get it with: aws workspaces-web get-session-logger
facts-all-events = all, also future ones
facts-destination = Destination
facts-arn = ARN
facts-session = Session
facts-target = Target
facts-status = Status
facts-start = Start ({ $zone })
facts-end = End ({ $zone })
facts-owner = Owner
facts-reason = Reason
facts-workspace = WorkSpace
facts-user = User
facts-person = Person
facts-system = System
evidence-first-bytes = The first bytes of the file:
kind-bad-container = damaged container
kind-bad-csv = bad CSV
kind-bad-encoding = bad encoding
kind-bad-json = bad JSON
kind-bad-rule = bad rule
kind-empty = empty
kind-limit = limit
kind-no-times = no times
kind-not-recorded = not recorded
kind-truncated = truncated
kind-unknown-format = unknown format
kind-unknown-record = unknown record
kind-unsafe-name = unsafe name
# The messages of the summary are made of these sentences: to change one is to change the summary.
reason-json-syntax = Not valid JSON at byte { $at } of the record.
reason-bad-row = Not a row of the table: quotes or number of cells.
reason-unreadable-rule = Not a rule that can be read.
reason-unreadable-rule-with-detail = Not a rule that can be read: { $detail }.
reason-unsupported-rule = The rule uses what is not supported here, so it is not used at all.
reason-unsupported-rule-with-detail = The rule uses what is not supported here, so it is not used at all: { $detail }.
reason-rule-for-other-logs = The rule is for logs of another kind: its logsource is none of those that are read here.
reason-rule-for-other-logs-with-detail = The rule is for logs of another kind: { $detail }.
reason-rule-too-large = The rule is larger than a limit.
reason-rule-too-large-with-detail = The rule is larger than a limit: { $detail }.
reason-rule-file-too-large = More rules in one file than { $limit } bytes: none of them was read.
reason-cut-off = The text ends within the record.
reason-too-deep = Nested deeper than { $limit } levels.
reason-too-long = Longer than { $limit } bytes.
reason-no-known-record = A JSON value of no known format.
reason-no-known-record-with-detail = A JSON object of no known format, under the keys { $detail }.
reason-unknown-wrapper = A JSON object of no known format, with { $values } values in lists.
reason-unknown-wrapper-with-detail = A JSON object of no known format, with { $values } values in lists, under the keys { $detail }.
reason-no-known-format = A file of no known format.
reason-recorder-failed = The recorder of this session failed: its transcript has nothing but the reason. What was done in the session is not recorded.
reason-file-parquet = A Parquet file, as Security Lake keeps its logs, which is not read here. To turn it into JSON, use UNLOAD of Athena with the format JSON, or COPY of DuckDB to a file with the ending .jsonl.
reason-file-avro = An Avro file, which is not read here. To turn it into JSON, use tojson of avro-tools, or DuckDB.
reason-file-orc = An ORC file, which is not read here. To turn it into JSON, use UNLOAD of Athena with the format JSON.
reason-file-archive = An archive of a kind that is not opened here. Unpack it, and give what is in it.
reason-file-archive-with-detail = An archive of the kind { $detail }, which is not opened here. Unpack it, and give what is in it.
reason-file-packed = Packed by a method that is not known here. Unpack it, and give the file that comes out.
reason-file-packed-with-detail = Packed by { $detail }, which is not known here. Unpack it, and give the file that comes out.
reason-file-event-log = A Windows event log, which is none of the logs that are read here.
reason-file-packets = A capture of network packets, which is none of the logs that are read here.
reason-file-pdf = A PDF, which is none of the logs that are read here.
reason-file-workbook = A workbook of Excel or another document of Office, which is not read here. Save the sheet as CSV (UTF-8), and give that.
reason-file-sqlite = A database of SQLite, which is not read here. To turn a table of it into CSV, use .mode csv of sqlite3.
reason-nothing-in-it = The file is empty.
reason-array-without-end = The array ends without its closing bracket.
reason-unreadable = The file could not be read to its end; what came before was read.
reason-transcript-too-long = Transcripts of more than { $limit } bytes; what came before was read.
reason-invalid-text = Invalid bytes were replaced by U+FFFD.
reason-shift-jis-text = The text is not UTF-8; it was read as Shift_JIS.
reason-windows-1252-text = The text is not UTF-8; it was read as Windows-1252.
reason-damaged-gzip = The gzip data is damaged or cut off; what came before was read.
reason-damaged-zip = The zip data is damaged or cut off; what came before was read.
reason-damaged-tar = The tar archive is damaged or cut off; what came before was read.
reason-encrypted-member = Encrypted, and not read. Unpack the zip with its password, and give what is in it.
reason-unreadable-member = Packed by a method that is not known.
reason-partial-member = A sparse file, or a part of one, and not read. Unpack the archive, and give the file.
reason-link-member = A link or a device, which has no content of its own in the archive.
reason-unsafe-name = The name is absolute or leads out of its folder; the content was read, and nothing is unpacked to it.
reason-no-times = No time of the events could be read: they are all without one.
reason-ambiguous-dates = Dates can be read day first or month first, and no row tells which: those events have no time. Save the table again with the year first, as in 2026-11-28 09:05:00.
reason-repeated-name = Several members have this name; the first was read.
reason-too-many-archives = More than { $limit } archives in one another.
reason-inner-zip-too-large = A packed zip of more than { $limit } bytes.
reason-empty-archive = The archive holds no file.
reason-too-much-inflated = Inflates to more than { $limit } times its size; what came before was read.
reason-too-many-layers = More than { $limit } layers of gzip.
reason-too-many-members = More than { $limit } members.
reason-too-many-facts = More than { $limit } bytes of data points; the rest was only counted.
reason-too-many-rejected = More than { $limit } rejected records; what came before was read.
reason-too-broken = Too broken to be read on; what came before was read.

## The terminal view
tab-terminal = Terminal
tab-terminal-none = There is no session text: no transcript and no streamed output of Session Manager was read.
terminal-none = There is no session text. The text of a terminal session comes from Session Manager: transcripts in S3 or CloudWatch Logs, or streamed output.
terminal-none-in-scope = No session with text has an event that passes the filter and lies within the range.
terminal-unreadable = A file of this session cannot be read any more. Was it moved or changed?
terminal-lost = The worker that had this text has ended, and the text must be read again.
terminal-opening = Reading the text again from its files…
terminal-opening-cancelled = Reading this text was cancelled.
terminal-search-cancelled = The search was cancelled.
terminal-again = Try again
terminal-reading = Reading input { $number } of { $of }
terminal-showing = Shown to a terminal: { $done } of { $all }
terminal-command = A command that was run without a terminal: no prompt, no echo.
terminal-command-exit = A command that was run without a terminal: no prompt, no echo. Its exit code was { $code }.
terminal-exit = exit code
terminal-exit-why = The Session Manager agent writes this behind the output of the command. The command could have printed the same.
terminal-stdout = standard output
terminal-stderr = standard error
terminal-marker-why = The Session Manager agent sets such a marker before a piece of each output. The command could have printed the same.
terminal-cursor = cursor in row { $row }, column { $column }
terminal-cursor-none = no cursor
terminal-sessions = Sessions with text
terminal-sessions-summary = { $number ->
    [one] { $shown } of { $all } session with text
   *[other] { $shown } of { $all } sessions with text
}
terminal-column-who = Session
terminal-column-start = Start ({ $zone })
terminal-column-line = Line
terminal-column-text = Text
terminal-column-confidence = How sure
terminal-column-why = Why
terminal-kind-transcript = transcript
terminal-kind-stream = streamed
terminal-kind-both = transcript and streamed
terminal-which = Text of the session
terminal-name-transcript = Transcript · { $path }
terminal-name-stream = { $number ->
    [one] Streamed, { $count } message · { $path }
   *[other] Streamed, { $count } messages · { $path }
}
terminal-sizes = { $bytes } · { $lines } lines · { $screen }
terminal-size-assumed = screen of { $columns } × { $rows } (assumed)
terminal-size-set = screen of { $columns } columns (as you have set) × { $rows } rows (assumed)
terminal-times-transcript = The times in its header and footer are those of the end of the session; its lines have none.
terminal-times-stream = Times are times of upload, about 1 s exact. Tabs and some characters were changed before the upload.
terminal-times-none = Its lines have no times.
terminal-replaced = { $number ->
    [one] { $count } character did not survive the way here and is shown as U+FFFD.
   *[other] { $count } characters did not survive the way here and are shown as U+FFFD.
}
terminal-cut = There is more text than can be shown here.
terminal-lines = Lines of the session
terminal-alternate = Full-screen program: its last screen, { $lines } lines
terminal-alternate-hidden = hidden before: { $hidden }
terminal-hidden-all = Show all hidden text
terminal-alternate-short = Full-screen program
terminal-cleared = Cleared from the screen later
terminal-hidden-mark = hidden:
terminal-screen = Screen
terminal-screen-end = at the end of the text
terminal-screen-line = when line { $line } was last written
terminal-screen-step = after a message
terminal-screen-alternate = full-screen program
terminal-places = Places in the text
terminal-commands = Probable commands
terminal-commands-note = What is echoed after a prompt. Nothing here proves that it was run; input without echo is missing.
terminal-hidden = Hidden text
terminal-hidden-note = Text that was erased or written over later, and text that a terminal gets and does not show.
terminal-hidden-replaced = erased or written over
terminal-hidden-title = title of a window
terminal-hidden-clipboard = for the clipboard
terminal-hidden-link = target of a link
terminal-hidden-file = file
terminal-hidden-osc = operating system command (OSC)
terminal-hidden-dcs = device control string (DCS)
terminal-hidden-sos = string (SOS)
terminal-hidden-pm = privacy message (PM)
terminal-hidden-apc = application command (APC)
terminal-swallowed = A terminal does not show this line. It stood in a control string that went over several lines: { $kind }.
terminal-columns = Columns
terminal-columns-why = A session does not record how wide its screen was. It is told from the text; set it here if you know better.
terminal-alternates = Full-screen programs
terminal-alternates-note = Programs with a screen of their own, such as editors and pagers.
terminal-likely = likely
terminal-likely-why = Likely: the prompt names a shell, a user or a folder.
terminal-probable = probable
terminal-probable-why = Probable, less sure than likely: the prompt is a bare sign or name, which output can look like too, or was shown by a full-screen program.
terminal-play = Play 1×
terminal-play-fast = Play 10×
terminal-slider = Message of the stream
terminal-step = { $number } of { $of } · { $time }
terminal-step-undated = no time
terminal-player-words = Steps are uploads: time of upload, about 1 s exact. Waits over 3 s are shortened.
terminal-search = Search all sessions’ text
terminal-searching = Searching…
terminal-found = { $number ->
    [one] { $count } match; { $sessions } sessions were searched.
   *[other] { $count } matches; { $sessions } sessions were searched.
}
terminal-found-first = The first { $count } are listed.
terminal-uncoloured = The colours of { $count } more pieces of this line are left out; they are shown once the line is selected.
terminal-screen-uncoloured = The colours of { $count } more pieces of the screen are left out.
terminal-all-colours = Show all colours
terminal-matches = Matches

compare-with = Compare what is shown with
compare-rest = the rest of the case
compare-before = as much time before
compare-after = as much time after
compare-line = another filter
compare-no-part = There is nothing to compare with: choose a range of time first, or write a filter that can be read.
compare-one-sided = One of the two has no events. Filter, or choose a range of time, to compare it with the rest.
compare-here = Shown
compare-there = Other
compare-events = Events
compare-in = In
compare-out = Out
compare-change = Change
compare-network = Network
compare-named = { $name }, compared
compare-values = { $new } new, { $gone } gone, { $both } in both
compare-new = ＋ new
compare-gone = − gone
compare-more = ↑ more
compare-less = ↓ less
compare-same = = same

## What was added to the case
case = Case
case-title = Marks, notes and saved filters
case-words = What you add is kept in a case file, which opens again beside the same files: they are known by their hashes. It holds no records of the logs, only where they stand (paths, hashes, offsets), what you wrote, your filters, and the ids of sessions with notes.
case-hint = Nothing was added yet. Mark events in the table or with the key m; write tags and notes beside an event, and notes on sessions and ranges of time.
case-unsaved = Not saved yet
case-save = Save case file
case-open = Open case file…
case-undo = Undo the last change
case-full = There is no room for this: it is longer, or there are more, than a case file holds. Nothing was changed.
case-unhashed = { $number ->
    [one] { $count } mark is in a file whose hash is not known yet: by a case file that is saved now it would not be found again.
   *[other] { $count } marks are in files whose hashes are not known yet: by a case file that is saved now they would not be found again.
}
case-opened = { $name } is open.
case-sets-options = Findings are looked for with its hours of work and thresholds.
case-left-out = { $count } entries of it have no sense, or there is no room for them; they are left out.
case-no-room = There was no room for { $count } entries of case files that were opened; they are not here.
case-failed = { $name } was not opened: { $why }
case-unreadable = it cannot be read, or is too large.
case-not-json = it is no case file ({ $why }).
case-other-schema = it is a case file of another version ({ $schema }).
case-inputs = Files that the case file names
case-input-counts = { $same } the same, { $changed } changed, { $missing } missing, { $unproven } unproven; { $new } new here
case-input-same = same
case-input-changed = changed
case-input-missing = missing
case-input-unproven = unproven
case-marks = Marks
case-show-marked = Show only marked events
case-remove-mark = Take the mark away
case-range-notes = Notes on ranges of time
case-range-note = Note on the range that is shown
case-remove-note = Take the note away
case-session-notes = Notes on sessions
case-filters = Saved filters
case-filter-name = Name for
case-keep-filter = Keep this filter
case-remove-filter = Take the filter away
mark-label = What you add to this event
mark-event = Mark
mark-marked = Marked
mark-tags = Tags
mark-add-tag = Add a tag
mark-remove-tag = Take { $tag } away
mark-note = Note
mark-found = found
mark-gone = Its file was read, and no event stands at its place: it may count as a copy of one in another file.
mark-input-missing = Its file was not given.
mark-input-changed = The file of this name has another content.
mark-input-unhashed = The file of this name is not hashed yet.
mark-unproven = Nobody knows any more which content its file had: its hash was not known when the case was saved, or when the file was lost.
menu-mark = Mark
menu-unmark = Take the mark away
palette-mark = Mark the event, or take its mark away
palette-tag = Tag the event
events-column-mark = Mark
export-case-file = Case file
export-case-scope = Marks, tags, notes, saved filters, and the hashes of all files
sessions-note = Note
start-anew-unsaved = Marks and notes are not saved in a case file. Start anew and lose them?

## Findings, what was collected and what was delivered
finding-digest-title = Log files that CloudTrail's digests do not bear out
finding-digest-changed = The content of { $key } is not what its digest says.
finding-digest-trailing-data = After what its digest says, { $key } has more.
finding-digest-unlisted = No digest lists { $key }.
finding-digest-bad-signature = The signature of the digest { $key } does not hold.
finding-digest-missing = The digest { $key } is missing: another one names it as the one before.
finding-digest-harmless = A file that a tool edited on the way here; digests that were not collected, or that begin later than the log files. To unpack a file and pack it again changes nothing: only its content counts.
finding-digest-confirm = The same object, fetched again from its bucket, and its versions there.
finding-digest-rule = Found where the hash or the signature does not hold, where no digest of the account and region lists a log file, and where the chain has a hole.
finding-digest-file = File
finding-digest-read = Read from it
finding-digest-listed = Rests on it
finding-digest-events = { $count } events
finding-activity-after-end-title = Activity after the end of a session
finding-activity-after-end = { $number ->
    [one] { $count } event follows
   *[other] { $count } events follow
} the end of the session at { $ended }; the first is { $activity }.
finding-activity-after-end-harmless = Events that were on their way when the session ended, or clocks that differ, can look like this.
finding-activity-after-end-confirm = The times of the events against the end of the session, and whether CloudTrail has an ExpireSession or a new session of the same user.
finding-activity-after-end-rule = Found where events lie more than { $seconds } s after the last SessionEnd of their session.
finding-address-changed-title = Client address changed within a session
finding-address-changed = The session of { $user } went on from { $to } after { $from }.
finding-address-changed-harmless = Changing from one network to another, a VPN, or a provider with several exits does the same.
finding-address-changed-confirm = Whether the user was on the move, and whose the second address is.
finding-address-changed-rule = Found at the first change between each pair of addresses in a session.
finding-user-changed-title = User changed within a session
finding-user-changed = Events of one session name { $from } and then { $to }.
finding-user-changed-harmless = A change of how the identity provider writes the name can look like this.
finding-user-changed-confirm = The sign-ins at the identity provider at this time, and whether both names are one person.
finding-user-changed-rule = Found at the first change between each pair of users in a session.
finding-sessions-at-once-title = Sessions at once from different addresses
finding-sessions-at-once = { $number ->
    [one] { $count } other session of { $user } was
   *[other] { $count } other sessions of { $user } were
} under way when this one began, from other addresses: { $addresses }.
finding-sessions-at-once-harmless = Two devices of one person, or a session that was left open elsewhere.
finding-sessions-at-once-confirm = Whether both addresses are the user's, and whether both sessions show use at the same time.
finding-sessions-at-once-rule = Found where a session begins while another of the same user is under way and the two have no address in common.
finding-out-without-in-title = A file left that never came in
finding-out-without-in = { $user } took { $file } ({ $size }) out, and no file of this name came to the remote disk before in this session.
finding-out-without-in-harmless = It may have been made or renamed there, or come in with a delivery that is missing.
finding-out-without-in-confirm = The deliveries of this portal under Evidence, and the user's other sessions for a file of this size.
finding-out-without-in-rule = Found where the session has its start, and the settings of the portal, if known, collect both ways in.
finding-size-changed-title = A file left in another size
finding-size-changed = { $user } took { $file } out with a size of { $after }, after a file of this name had come in with { $before }.
finding-size-changed-harmless = Whoever works on a file and saves it changes its size.
finding-size-changed-confirm = What was done to the file in the session, and whether its use calls for changes.
finding-size-changed-rule = Found for files taken to the local machine; a print is always a new file, and is left out.
finding-left-after-download-title = A download left, with another sign beside it
finding-left-after-download = { $user } took { $file } ({ $size }), which came from { $site }, to: { $to }. Other signs: { $signs }. { $basis }
finding-left-after-download-harmless = To pass on a download is what many are allowed to do, and the other sign may have its own harmless reason.
finding-left-after-download-confirm = Whether the site and the file are part of the user's work, and the findings that are the other signs.
finding-left-after-download-rule = Found where a downloaded file leaves and is { $size } or larger, or something else was found of its session ({ $signs }), or of its user on that day ({ $daily }). Other findings do not count.
finding-first-seen-network-title = A network from which the user never came
finding-first-seen-network = { $user } came from { $network } for the first time; { $count } sessions before it came from others.
finding-first-seen-network-harmless = Travel, a new provider, or a new office.
finding-first-seen-network-confirm = Whose the network is, and what the user says of that day.
finding-first-seen-network-rule = Found from the user's { $count } earlier sessions on; a network is a /24 of IPv4, a /48 of IPv6.
finding-bulk-out-title = Much more left than on other days
finding-bulk-out = On { $day } { $user } took out { $size }; the median of the other days is { $median }.
finding-bulk-out-harmless = The end of a project, a backup, or one large file that was asked for.
finding-bulk-out-confirm = Which files they were, and whether somebody had asked for them.
finding-bulk-out-rule = Found from { $size } a day on, where that is more than { $factor } times the median of { $days } or more other days; days are those of { $of }.
finding-blocked-then-reached-title = A blocked site was reached after all
finding-blocked-then-reached = { $user } was blocked at { $host } and visited it later in the same session.
finding-blocked-then-reached-harmless = Only a part of the site may be blocked, or the filter may have been changed in between.
finding-blocked-then-reached-confirm = Whether the two addresses are the same page, and what changed in the content filter at this time.
finding-blocked-then-reached-rule = Found where the visit follows the block by 1 s to { $minutes } minutes.
finding-secret-then-download-title = A secret was read, then CloudShell made a download
finding-secret-then-download = { $principal } called { $read }, and then a link for a download from CloudShell was made.
finding-secret-then-download-harmless = Scripts read secrets in daily work, and the download may be of something else.
finding-secret-then-download-confirm = Which secret it was, and which file was downloaded: its name stands in the call.
finding-secret-then-download-rule = Found where the same principal makes the link within { $minutes } minutes of reading, both without error.
finding-two-places-title = Logins from two networks within a short time
finding-two-places = { $person } logged in from { $from } ({ $first }) and then from { $to } ({ $second }).
finding-two-places-harmless = A phone beside a laptop, a VPN, or a gateway through which some services are reached.
finding-two-places-confirm = Where the two networks are, and whether the user has both.
finding-two-places-rule = Found within { $minutes } minutes; networks that { $count } or more persons share are passed over.
finding-out-of-hours-title = Something left outside of working hours
finding-out-of-hours = { $number ->
    [one] { $count } transfer out by { $user } lies
   *[other] { $count } transfers out by { $user } lie
} outside of the hours that were given.
finding-out-of-hours-harmless = Other working hours, another time zone, or an emergency.
finding-out-of-hours-confirm = The user's own hours and zone.
finding-out-of-hours-rule = Found for transfers out of a session outside of these hours of work: { $hours }, on { $days } ({ $of }).
finding-unknown-activity-title = An activity that is not known of Session Logger
finding-unknown-activity = { $number ->
    [one] { $count } event has
   *[other] { $count } events have
} the activity { $activity }, which AWS does not document, at the portal { $portal }.
finding-unknown-activity-harmless = AWS adds activities without notice; a new one is most likely that.
finding-unknown-activity-confirm = The current list of events in the AWS documentation, and the original text of the event.
finding-unknown-activity-rule = Found for every name that is none of the 17 that are documented.
finding-rule-title = What a rule describes
finding-rule = { $title } ({ $level }): { $number ->
    [one] { $count } event
   *[other] { $count } events
} of { $user }.
finding-rule-harmless = Each rule says for itself what else it finds; its false positives stand with it.
finding-rule-confirm = The original text of the events, and what the rule cites.
finding-rule-rule = Found where the original record of an event, or what several have together, is as a Sigma rule describes it.
rule-level-informational = for information
rule-level-low = low
rule-level-medium = medium
rule-level-high = high
rule-level-critical = critical
rule-level-none = no level
rule-description = Description
rule-false-positives = False positives
rule-author = Author
rule-id = Rule id
rule-license = Licence
rule-references = References
rules-title = Sigma rules
rules-known = A rule describes records that deserve a look; it is written in Sigma. { $built } are built in, { $given } stand in the files that were given. They look at every original record, with all its fields, so all files are read once more.
rules-built-in = Use those that are built in
rules-run = Run rules ({ $count })
rules-running = Rules look at all records
rules-cancel = Cancel
rules-done = { $rules } rules have looked at { $records } records. Rows of tables and records in OCSF have none of the fields that rules name, so they were not looked at.
rules-part = Not all files were read to their ends: of the rest nothing is said.
rules-unread = Could not be read again: { $path }
rules-stale = Files have come since: run the rules again.
rules-refused = “{ $title }” was not used: { $why }.
rules-too-many = “{ $title }” describes { $count } records, more than { $limit }: none of them is a finding.
finding-no-user = an unknown user
finding-sign-size = its size
finding-signs-between = {"; "}
audit-text = { $text }
audit-time = { $time } { $zone }
findings-intro = What deserves a look, in everything that was read, whatever the filter. A finding is no verdict: each says what it rests on, why it may be harmless, and what would confirm it.
findings-reading = Findings are told once everything has been read.
findings-none = Nothing was found.
findings-none-beside = That says nothing of what could not be looked for:
findings-gaps = What could not be looked for
findings-gap-missing = Of the events that are missing nothing can be said.
findings-gap-rules = Rules have not looked at the original records.
findings-gap-hours = No hours of work are given, so nothing is said of transfers outside of them. They can be written in Findings, under Hours of work and thresholds.
findings-gap-settings = { $number ->
    [one] Of { $count } portal no settings were read: what it does not record cannot be told from what did not happen.
   *[other] Of { $count } portals no settings were read: what they do not record cannot be told from what did not happen.
}
findings-gap-deliveries = No metrics of deliveries were read: whether events are missing cannot be told.
findings-gap-digests = Digests of CloudTrail are here, and the log files have not been checked against them: under Evidence that can be done.
findings-gap-system = { $system }: { $limitation }
findings-events = Events
findings-harmless = Why it may be harmless
findings-confirm = What would confirm it
findings-rule = Rule
findings-first-events = { $shown } of { $count } events
findings-more = { $count } more
findings-show-events = Their events
findings-dismissed = { $number ->
    [one] { $count } dismissed
   *[other] { $count } dismissed
}
findings-dismiss = Dismiss…
findings-dismiss-now = Dismiss
findings-reason = Reason
findings-dismiss-counts = A dismissed finding is counted apart. Its events stay: “Their events” and the filter found: still have them.
findings-reinstate = Take back
findings-lost = Dismissed, and not found now
findings-lost-words = Their file is not here or has changed, they have other events by now, or they are not found with the hours and thresholds in force. The case keeps them.
findings-options = Hours of work and thresholds
findings-options-set = changed
findings-options-words = What is written here holds at once, for the export of the audit too, and is kept in the case file. An empty field is what stands in it in grey; without hours nothing is out of hours.
findings-options-reset = Back to the defaults
findings-hours = Hours of work, such as 08:00-18:00
findings-hours-none = none
findings-days = Days of work
findings-zone = Zone of days and hours
findings-wrong-hours = Hours are written like 08:00-18:00.
findings-wrong-days = Days are written like mon-fri or mon,wed.
findings-wrong-zone = A zone is written like +09:00.
findings-wrong-number = A whole number from 1 to { $most }.
threshold-left-after-download-bytes = Download that left: size that is a sign (bytes)
threshold-bulk-out-bytes = Much in a day: from (bytes)
threshold-bulk-out-factor = Much in a day: times the median of other days
threshold-blocked-then-reached-minutes = Blocked, then reached: within (minutes)
threshold-secret-then-download-minutes = Secret, then download: within (minutes)
threshold-two-places-minutes = Two networks: within (minutes)
finding-sign-kind = { $kind }: { $count }
overview-look = What deserves a look
overview-look-of-all = in everything that was read, whatever the filter
overview-gaps = { $number ->
    [one] { $count } thing could not be looked for
   *[other] { $count } things could not be looked for
}
filter-found-later = What findings rest on is known once everything has been read: until then found: finds nothing, whatever there is.
field-found = Finding
findings-of-kind = { $number ->
    [one] { $count } finding
   *[other] { $count } findings
}
coverage-title = What was collected, and what is there
coverage-words = Of each portal: what its Session Logger was told to record, and what these files hold. What is underlined leads to exactly its events. What is not collected may have happened all the same.
coverage-portal = Portal { $portal }
coverage-no-portal = Events that name no portal
coverage-from-to = { $from } to { $to } ({ $zone })
coverage-no-events = no event with a time
coverage-collected = Collected
coverage-all = All activities, says { $path }
coverage-some = { $count } activities, says { $path }
coverage-not-known = Not known: no settings of this portal were read, so nothing may be said of what is not here.
coverage-seen = Seen
coverage-never = Collected, never seen
coverage-not-collected = Not collected
coverage-against = Seen against the settings
coverage-sessions = Sessions
coverage-without-start = Without a start
coverage-without-end = Without an end
coverage-disconnected = Disconnected
coverage-silences = Silences
coverage-silences-words = { $count }: nothing was done, or a delivery is missing; Session Logger writes every { $minutes } minutes while a session is active.
coverage-silence = { $id }: { $from } to { $to } ({ $length })
coverage-changes = Changes of the logging
coverage-changes-words = { $count } of this portal, as CloudTrail has them. An end before something missing, or a beginning after it, is its likely reason.
coverage-changes-unknown = not known: no record of CloudTrail is here
effect-begins = Logging begins
effect-changes = Logging changes
effect-ends-session = Session ended
effect-ends = Logging ends
change-before-loss = { $length } before events of portal { $portal } begin to be missing ({ $from } to { $to })
change-within-loss = while events of portal { $portal } go missing ({ $from } to { $to })
change-after-loss = { $length } after events of portal { $portal } went missing ({ $from } to { $to })
change-before-silence = { $length } before a silence at portal { $portal } ({ $from } to { $to })
change-within-silence = within a silence at portal { $portal } ({ $from } to { $to })
change-after-silence = { $length } after a silence at portal { $portal } ({ $from } to { $to })
change-no-gap = there is no silence, and nothing is known to be missing
change-undated = without a time, so neither before nor after anything
change-of-this-portal = This portal
changes-title = Other changes of the logging
changes-words = Calls in CloudTrail that changed what is logged, and belong to no portal above.
changes-of-unknown = Portal not known
changes-of-trails = CloudTrail itself
changes-of-unknown-words = They name a logger that nothing here ties to a portal, or none: they may concern any portal.
changes-of-trails-words = They concern the records of CloudTrail: from an end on, changes like these may be missing as well.
coverage-none = none
coverage-may-not-be-told = cannot be told: what it is judged by is not collected
coverage-and-more = and { $count } more
delivery-title = What AWS delivered, and what is here
delivery-words = CloudWatch counts the events that Session Logger delivered. What had been delivered by some time had happened by then, so the difference is a lower bound.
delivery-missing = { $number ->
    [one] At least { $count } event is missing, delivered by { $time } { $zone }.
   *[other] At least { $count } events are missing, delivered by { $time } { $zone }.
}
delivery-none-proven = By these counts no loss can be proven.
delivery-may-hide = What could not be read, has no time or was not counted can hide a loss: the bound takes each of it for an event that was delivered.
delivery-no-portal = These data points name no portal, so they cannot be compared with events.
delivery-counts = From { $from } to { $to } AWS counted { $delivered } delivered events; { $loaded } of that time are here, besides { $undated } without a time and { $rejected } rejected records, which are not counted as missing.
delivery-surplus = { $number ->
    [one] At least { $count } event is here that was not counted as delivered.
   *[other] At least { $count } events are here that were not counted as delivered.
}
delivery-damaged = { $number ->
    [one] { $count } file of this portal is damaged, which may be the reason.
   *[other] { $count } files of this portal are damaged, which may be the reason.
}
delivery-files = { $delivered } files were delivered, and { $loaded } files here have such events; fewer is no loss by itself, for files may have been joined.
delivery-errors = Failed deliveries: { $denied } access denied, { $missing } target not found.
delivery-chart = Delivered and here, over time
delivery-chart-events = Events, counted up
delivery-chart-delivered = delivered
delivery-chart-here = here, or not readable
delivery-chart-missing = missing at least
delivery-chart-words = What had been delivered by each time, and what is here of it, with events without a time and records that could not be read; what is shaded is missing, and the strip at the bottom marks the spans by whose end it was. Marks above stand where CloudTrail has a change of the logging.
delivery-chart-others = { $number ->
    [one] { $count } other change of the logging is not marked: it has another time or none, or there are more than can be told apart.
   *[other] { $count } other changes of the logging are not marked: they have another time or none, or there are more than can be told apart.
}
delivery-source = Counted in { $source }

## Search in the original text
deep-button = Original text
deep-title = Search the original text
deep-words = Words in the filter line look through the fields of events. Here the files are read once more, and the whole text of each event’s record is searched as it stands in its file. What is found becomes a term of the filter.
deep-for = What to search for
deep-begin = Search
deep-kind = How it is meant
deep-kind-words = Words
deep-kind-expression = Regular expression
deep-words-explained = All words must be in the record, in upper or lower case; “in quotes” they stand together. A record is also searched with its escapes resolved: 日 is found where the log has \u65e5, and a quote where it has \".
deep-expression-explained = As in the regex crate of Rust: linear time, upper and lower case count unless it begins with (?i), ^ and $ are the ends of the record. \w and \s know Unicode, \d means 0–9 and ０–９, \b goes by ASCII; there are no back-references, no look-around and no \p.
deep-running = Searching the original text
deep-through = The search in the original text is through.
deep-cancel = Cancel the search
deep-found-so-far = found so far: { $count }
deep-found = { $number ->
    [one] { $count } event
   *[other] { $count } events
}
deep-made = Searches in this case
deep-named-words = Original text: { $text }
deep-named-expression = Original text: /{ $text }/
deep-offer-why = Words look through the fields.
deep-offer = Search the original text for “{ $text }”
deep-unknown = There is no search number { $number } here. What a search finds is in no link and in no case file: search again.
deep-nothing = { $name }: nothing was found.
deep-unsearched = { $number ->
    [one] { $count } event was not searched: it came later, or its file was not read to its end ({ $paths }).
   *[other] { $count } events were not searched: they came later, or their files were not read to their ends ({ $paths }).
}
deep-unread = Files that could not be read again: { $paths }.
deep-go-on = Search the rest
deep-empty = Write what to search for.
deep-too-long = This is longer than { $limit } characters.
deep-open-class = This bracket has no end. For the bracket itself, write \[.
deep-bad-range = This is no range of characters: it must go from a lower one to a higher one, as a-z does.
deep-bad-escape = There is no such escape. For the backslash itself, write \\.
deep-bad-flag = There is no such flag. Flags are written as in (?i) or (?s-m).
deep-bad-group-name = This is no name of a group. Write it as in (?P<name>…).
deep-open-group = This parenthesis is not closed. For the parenthesis itself, write \(.
deep-unopened-group = This parenthesis closes none. For the parenthesis itself, write \).
deep-bad-count = This is no number of repetitions. Write it as in a{ "{" }2,5{ "}" }; for the brace itself, write \{ "{" }.
deep-nothing-to-repeat = There is nothing before this to repeat. For the character itself, write a backslash before it.
deep-unknown-class = There is no such class of characters here. Write the characters in brackets, as in [A-Z] or [一-龠].
deep-backreference = There are no back-references: they take time without a bound.
deep-look-around = There is no look-around: it takes time without a bound.
deep-too-deep = More than { $limit } parentheses are within one another.
deep-too-large = This takes too much memory. Repeat less, or write a shorter expression.
deep-bad-expression = This is no regular expression.
lost-scan = A worker that searched the original text has ended. What it had is said to be not searched; search the rest once more.
field-deep = Search in the original text

## Digests of CloudTrail
digests-title = Are the CloudTrail logs what was delivered?
digests-words = CloudTrail signs lists of the log files that it delivers, its digests. All rests on the public keys: whoever can exchange them too can sign anything. Keep the file with the keys, its hash stands in the manifest, and who fetched it.
digests-unhashed = { $number ->
    [one] The digests were not checked: the content of { $count } file has not been hashed.
   *[other] The digests were not checked: the contents of { $count } files have not been hashed.
}
digests-check = Check the digests
digests-keys = Public keys: { $count }
digests-keys-altered = Public keys: { $count }, of which { $altered } altered: the fingerprint is not that of the key.
digests-of-verdict = Digests, { $verdict }: { $count }. { $why }
digests-logs = Log files, { $verdict }: { $count }. { $why }
digests-digest = Digest
digests-log = Log file
digests-what = What
digests-verdict = Verdict
digests-key = Key in S3
digests-keys-title = Public keys
digests-keys-words = The fingerprint is what the file says; beside it stands what was computed from the key itself. Where they differ, the file was altered, and no signature of AWS holds by that key.
digests-fingerprint = Fingerprint, as given
digests-computed = Fingerprint, computed
digests-key-state = Key
digests-key-good = as its fingerprint says
digests-key-altered = altered
digests-key-file = From the file
digests-key-hash = SHA-256 of the file
digests-not-here = not here
digest-valid = valid
digest-valid-why = A signature of it holds.
digest-moved = moved
digest-moved-why = A signature of it holds, but it lies under another key than it says.
digest-bad-signature = bad signature
digest-bad-signature-why = No signature of it holds: it was changed, or it is not from CloudTrail.
digest-no-key = no key
digest-no-key-why = The public key with which it was signed is not here.
digest-no-signature = no signature
digest-no-signature-why = It is the newest of its chain: the next digest carries its signature, and so do the metadata of its object.
digest-orphaned = orphaned
digest-orphaned-why = The digest that carried its signature is gone, and the chain goes on.
digest-missing = missing
digest-missing-why = Another digest names it as the one before, and it is not here.
digest-bad-format = bad format
digest-bad-format-why = It lacks what is signed.
log-valid = valid
log-valid-why = The content is what CloudTrail delivered.
log-unproven = unproven
log-unproven-why = The content is what a digest says, but that digest is not proven.
log-changed = changed
log-changed-why = The content is not what the digest says.
log-trailing-data = data added
log-trailing-data-why = More follows what CloudTrail delivered.
log-missing = missing
log-missing-why = A digest lists it, and it is not here.
log-unlisted = unlisted
log-unlisted-why = It is here, and no digest that was given lists it.
