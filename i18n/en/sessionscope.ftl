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

## Drawer

## Evidence
