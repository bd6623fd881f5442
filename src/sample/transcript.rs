//! Transcripts of Session Manager in the sample: what `script` and PowerShell put around the bytes of a
//! terminal.

use super::clock::{SECOND, rfc3339};
use super::shell::Shell;

/// A transcript as a recent `script` writes it, when the session has ended. The bytes of the terminal came
/// through a second one: each line end has one more CR.
pub(super) fn linux(shell: &Shell, terminal: &str) -> Vec<u8> {
    let id = shell.id();
    let at = |wait| rfc3339(shell.end() + wait)[..19].replace('T', " ");
    format!(
        "Script started on {}+00:00 [COMMAND=\"cat /var/lib/amazon/ssm/{}/session/orchestration/{id}/Standard_Stream/ipcTempFile.log\" <not executed on terminal>]\n\
         {}\n\
         Script done on {}+00:00 [COMMAND_EXIT_CODE=\"0\"]\n",
        at(0),
        shell.target,
        terminal.replace('\n', "\r\r\n"),
        at(SECOND)
    )
    .into_bytes()
}

/// A transcript as the `script` of Amazon Linux 2 writes it, `day` being the date in its words: the header
/// names no session. Uploading to CloudWatch Logs took one CR of each line end.
pub(super) fn old_linux_uploaded(shell: &Shell, day: &str, terminal: &str) -> String {
    let at = |wait| rfc3339(shell.end() + wait)[11..19].to_owned();
    format!(
        "Script started on {day} {} AM UTC\n{}\nScript done on {day} {} AM UTC\n",
        at(0),
        terminal.replace('\n', "\r\n"),
        at(SECOND)
    )
}

/// A transcript as Windows PowerShell writes it while it replays the bytes of the session.
pub(super) fn power_shell(shell: &Shell, terminal: &str) -> Vec<u8> {
    let id = shell.id();
    let at = |wait| rfc3339(shell.end() + wait)[..19].replace(['-', 'T', ':'], "");
    let folder = format!(
        "C:\\ProgramData\\Amazon\\SSM\\InstanceData\\{}\\session\\orchestration\\{id}\\Standard_Stream",
        shell.target
    );
    format!(
        "\u{feff}**********************
Windows PowerShell transcript start
Start time: {}
Username: WORKGROUP\\SYSTEM
RunAs User: WORKGROUP\\SYSTEM
Configuration Name: \nMachine: EC2AMAZ-7QK2M4D (Microsoft Windows NT 10.0.20348.0)
Host Application: powershell
Process ID: 4716
PSVersion: 5.1.20348.2849
PSEdition: Desktop
PSCompatibleVersions: 1.0, 2.0, 3.0, 4.0, 5.0, 5.1.20348.2849
BuildVersion: 10.0.20348.2849
CLRVersion: 4.0.30319.42000
WSManStackVersion: 3.0
PSRemotingProtocolVersion: 2.3
SerializationVersion: 1.1.0.1
**********************
Transcript started, output file is {folder}\\{id}.log
PS C:\\Windows\\system32> C:\\Program Files\\Amazon\\SSM\\ssm-session-logger.exe {folder}\\ipcTempFile.log true
{terminal}PS C:\\Windows\\system32> exit
**********************
Windows PowerShell transcript end
End time: {}
**********************
",
        at(0),
        at(2 * SECOND)
    )
    .replace('\n', "\r\n")
    .into_bytes()
}
