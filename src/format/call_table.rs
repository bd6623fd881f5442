//! The calls that an investigation meets most, and which of their parameters name what they acted on.
//!
//! Sources: the API references of the services, whose parameters CloudTrail writes with a first letter in lower case;
//! 3,210 public real records (docs/FORMATS.md).

use super::call_object::CallObject::{self, FirstName, Instances, Named, Onto, Toward, Within};

/// The calls of a service.
struct Service {
    /// What stands before `.amazonaws.com`.
    name: &'static str,
    /// Those of which more is known.
    calls: &'static [(&'static [&'static str], CallObject)],
    /// All others.
    otherwise: CallObject,
    /// Whether that holds for calls that only look, too. Where these are many and name little, their parameters are
    /// not gone through.
    names_what_is_read: bool,
}

const IAM_OWNERS: &[&str] = &["userName", "roleName", "groupName"];
const IAM_POLICIES: &[&str] = &["policyArn", "policyName"];
const EC2_INSTANCES: &[&str] = &["instanceId", "instancesSet", "instanceIds"];

/// The services whose calls an investigation meets most.
const SERVICES: &[Service] = &[
    Service { name: "s3", calls: &[], otherwise: Within("bucketName", "key"), names_what_is_read: true },
    Service {
        name: "sts",
        calls: &[
            (
                &["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot"],
                Toward(&["roleArn", "targetPrincipal"]),
            ),
            (&["GetFederationToken"], Named(&["name"])),
            (&["GetAccessKeyInfo"], Named(&["accessKeyId"])),
        ],
        otherwise: FirstName,
        names_what_is_read: false,
    },
    Service {
        name: "signin",
        calls: &[(&["SwitchRole", "ExitRole"], Toward(&["roleName"]))],
        otherwise: Named(&[]),
        names_what_is_read: false,
    },
    Service {
        name: "iam",
        calls: &[
            (
                &[
                    "AttachUserPolicy",
                    "AttachRolePolicy",
                    "AttachGroupPolicy",
                    "PutUserPolicy",
                    "PutRolePolicy",
                    "PutGroupPolicy",
                    "GetUserPolicy",
                    "GetRolePolicy",
                    "GetGroupPolicy",
                    "DeleteUserPolicy",
                    "DeleteRolePolicy",
                    "DeleteGroupPolicy",
                    "DetachUserPolicy",
                    "DetachRolePolicy",
                    "DetachGroupPolicy",
                    "PutUserPermissionsBoundary",
                    "PutRolePermissionsBoundary",
                ],
                Onto(&["policyArn", "policyName", "permissionsBoundary"], IAM_OWNERS),
            ),
            (&["AddUserToGroup", "RemoveUserFromGroup"], Onto(&["userName"], &["groupName"])),
            (
                &["AddRoleToInstanceProfile", "RemoveRoleFromInstanceProfile"],
                Onto(&["roleName"], &["instanceProfileName"]),
            ),
            (&["UpdateAccessKey", "DeleteAccessKey"], Onto(&["accessKeyId"], &["userName"])),
            (
                &["EnableMFADevice", "DeactivateMFADevice", "ResyncMFADevice"],
                Onto(&["serialNumber"], &["userName"]),
            ),
            (&["CreatePolicyVersion", "DeletePolicyVersion", "SetDefaultPolicyVersion"], Named(IAM_POLICIES)),
            (&["CreateVirtualMFADevice"], Named(&["virtualMFADeviceName"])),
            (
                &["CreateInstanceProfile", "DeleteInstanceProfile", "GetInstanceProfile"],
                Named(&["instanceProfileName"]),
            ),
        ],
        otherwise: Named(&[
            "userName",
            "roleName",
            "groupName",
            "policyArn",
            "policyName",
            "instanceProfileName",
            "serialNumber",
            "accessKeyId",
            "accountAlias",
            "SAMLProviderArn",
            "openIDConnectProviderArn",
            "name",
            "url",
        ]),
        names_what_is_read: true,
    },
    Service {
        name: "ec2",
        calls: &[
            (&["RunInstances", "RequestSpotInstances"], Instances),
            (
                &[
                    "StartInstances",
                    "StopInstances",
                    "RebootInstances",
                    "TerminateInstances",
                    "GetPasswordData",
                    "GetConsoleOutput",
                    "GetConsoleScreenshot",
                    "ModifyInstanceAttribute",
                    "DescribeInstanceAttribute",
                    "ModifyInstanceMetadataOptions",
                    "CreateImage",
                    "SendSSHPublicKey",
                    "SendSerialConsoleSSHPublicKey",
                ],
                Named(EC2_INSTANCES),
            ),
            (
                &[
                    "AuthorizeSecurityGroupIngress",
                    "AuthorizeSecurityGroupEgress",
                    "RevokeSecurityGroupIngress",
                    "RevokeSecurityGroupEgress",
                    "DeleteSecurityGroup",
                    "CreateSecurityGroup",
                    "ModifySecurityGroupRules",
                ],
                Named(&["groupId", "groupName"]),
            ),
            (
                &["ModifySnapshotAttribute", "ResetSnapshotAttribute", "DeleteSnapshot", "CopySnapshot"],
                Named(&["snapshotId", "sourceSnapshotId"]),
            ),
            (&["ModifyImageAttribute", "DeregisterImage", "CopyImage"], Named(&["imageId", "sourceImageId"])),
            (&["CreateSnapshot", "DeleteVolume", "ModifyVolume"], Named(&["volumeId"])),
            (&["CreateSnapshots"], Named(&["instanceSpecification"])),
            (&["AttachVolume", "DetachVolume"], Onto(&["volumeId"], &["instanceId"])),
            (
                &["AssociateIamInstanceProfile", "ReplaceIamInstanceProfileAssociation"],
                Named(&["instanceId", "associationId"]),
            ),
            (&["AttachNetworkInterface"], Onto(&["networkInterfaceId"], &["instanceId"])),
            (&["AssociateAddress"], Onto(&["allocationId", "publicIp"], EC2_INSTANCES)),
            (
                &["CreateRoute", "DeleteRoute", "ReplaceRoute"],
                Onto(&["destinationCidrBlock"], &["routeTableId"]),
            ),
            (&["AttachInternetGateway"], Onto(&["internetGatewayId"], &["vpcId"])),
            (&["CreateKeyPair", "ImportKeyPair", "DeleteKeyPair"], Named(&["keyName", "keyPairId"])),
            (&["CreateFlowLogs"], Named(&["ResourceId"])),
            (&["DeleteFlowLogs"], Named(&["FlowLogId"])),
        ],
        otherwise: FirstName,
        names_what_is_read: false,
    },
    Service {
        name: "ssm",
        // Calls about sessions are not here: what they are about is told by `Subject`.
        calls: &[
            (&["SendCommand"], Onto(&["documentName"], &["instanceIds", "targets"])),
            (&["GetParameter", "PutParameter", "DeleteParameter", "GetParameterHistory"], Named(&["name"])),
            (&["GetParameters", "DeleteParameters"], Named(&["names"])),
            (&["GetParametersByPath"], Named(&["path"])),
            (&["GetCommandInvocation", "ListCommandInvocations", "CancelCommand"], Named(&["commandId"])),
            (
                &[
                    "CreateDocument",
                    "UpdateDocument",
                    "DeleteDocument",
                    "GetDocument",
                    "DescribeDocument",
                    "ModifyDocumentPermission",
                ],
                Named(&["name"]),
            ),
            (&["CreateAssociation", "StartAutomationExecution"], Named(&["name", "documentName"])),
        ],
        otherwise: Named(&[]),
        names_what_is_read: false,
    },
    Service { name: "ssmmessages", calls: &[], otherwise: Named(&[]), names_what_is_read: false },
    Service {
        name: "secretsmanager",
        calls: &[],
        otherwise: Named(&["secretId", "name", "secretIdList"]),
        names_what_is_read: true,
    },
    Service {
        name: "kms",
        // The key of what is decrypted is in the ciphertext: then its context says what that is.
        calls: &[(&["CreateAlias", "DeleteAlias", "UpdateAlias"], Onto(&["aliasName"], &["targetKeyId"]))],
        otherwise: Named(&["keyId", "destinationKeyId", "aliasName", "encryptionContext"]),
        names_what_is_read: true,
    },
    Service {
        name: "lambda",
        calls: &[(&["Invoke", "InvokeFunction"], Toward(&["functionName"]))],
        otherwise: Named(&["functionName", "layerName", "eventSourceArn", "uUID", "resource"]),
        names_what_is_read: true,
    },
    Service {
        name: "cloudtrail",
        calls: &[],
        otherwise: Named(&["name", "trailName", "eventDataStore", "trailNameList", "resourceId"]),
        names_what_is_read: true,
    },
    Service {
        name: "logs",
        calls: &[(
            &["PutLogEvents", "CreateLogStream", "GetLogEvents"],
            Within("logGroupName", "logStreamName"),
        )],
        otherwise: Named(&["logGroupName", "logGroupNamePrefix", "logGroupIdentifier", "destinationName"]),
        names_what_is_read: true,
    },
    Service {
        name: "ecs",
        calls: &[
            (&["ExecuteCommand"], Toward(&["task"])),
            (&["RunTask", "RegisterTaskDefinition"], Named(&["taskDefinition", "family"])),
        ],
        otherwise: FirstName,
        names_what_is_read: false,
    },
    Service {
        name: "dynamodb",
        calls: &[],
        otherwise: Named(&["tableName", "tableArn", "backupArn"]),
        names_what_is_read: true,
    },
    Service {
        name: "rds",
        calls: &[],
        otherwise: Named(&[
            "dBSnapshotIdentifier",
            "dBClusterSnapshotIdentifier",
            "dBInstanceIdentifier",
            "dBClusterIdentifier",
        ]),
        names_what_is_read: false,
    },
    Service { name: "guardduty", calls: &[], otherwise: Named(&["detectorId"]), names_what_is_read: false },
    Service {
        name: "config",
        calls: &[],
        otherwise: Named(&["configurationRecorderName", "deliveryChannelName", "configRuleName"]),
        names_what_is_read: false,
    },
    Service {
        name: "organizations",
        calls: &[(&["AttachPolicy", "DetachPolicy"], Onto(&["policyId"], &["targetId"]))],
        otherwise: FirstName,
        names_what_is_read: false,
    },
    // A logger and the portal that it is for are both told: of what is logged of a portal they say when it changed.
    Service {
        name: "workspaces-web",
        calls: &[
            (
                &["AssociateSessionLogger", "DisassociateSessionLogger"],
                Onto(&["sessionLoggerArn"], &["portalArn"]),
            ),
            (
                &["AssociateUserAccessLoggingSettings", "DisassociateUserAccessLoggingSettings"],
                Onto(&["userAccessLoggingSettingsArn"], &["portalArn"]),
            ),
            (&["UpdateSessionLogger", "DeleteSessionLogger"], Named(&["sessionLoggerArn"])),
            (
                &["UpdateUserAccessLoggingSettings", "DeleteUserAccessLoggingSettings"],
                Named(&["userAccessLoggingSettingsArn"]),
            ),
            (&["ExpireSession"], Within("portalId", "sessionId")),
        ],
        otherwise: FirstName,
        names_what_is_read: false,
    },
];

/// Calls that only look.
const READS: [&[u8]; 2] = [b"Describe", b"List"];

/// Which parameters of a call name what it acted on; nothing where none is worth looking for. `source` is
/// `eventSource`, `name` is `eventName`, its first letter in either case.
pub fn call_object(source: &[u8], name: &[u8]) -> Option<CallObject> {
    let end = memchr::memchr(b'.', source)?;
    let reads = || READS.iter().any(|verb| name.starts_with(verb));
    let Some(service) = SERVICES.iter().find(|service| service.name.as_bytes() == &source[..end]) else {
        return (!reads()).then_some(FirstName);
    };
    let is_called = |known: &str| known.as_bytes().eq_ignore_ascii_case(name);
    match service.calls.iter().find(|(names, _)| names.iter().any(|known| is_called(known))) {
        Some((_, object)) => Some(*object),
        None if service.otherwise == Named(&[]) => None,
        None => (service.names_what_is_read || !reads()).then_some(service.otherwise),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::call_object::object_in;

    fn object(service: &str, name: &str, request: &str) -> Option<String> {
        let source = format!("{service}.amazonaws.com");
        let object = call_object(source.as_bytes(), name.as_bytes())?;
        Some(String::from_utf8_lossy(&object_in(object, request.as_bytes())?).into_owned())
    }

    #[test]
    fn the_parameters_of_real_calls_name_what_they_acted_on() {
        for (service, name, request, expected) in [
            (
                "sts",
                "AssumeRole",
                r#"{"roleArn":"arn:aws:iam::1:role/Admin","roleSessionName":"x","durationSeconds":3600}"#,
                "arn:aws:iam::1:role/Admin",
            ),
            ("s3", "GetObject", r#"{"bucketName":"b","Host":"b.s3","key":"p/q.csv"}"#, "b/p/q.csv"),
            ("s3", "GetBucketAcl", r#"{"bucketName":"b","Host":"b.s3","acl":""}"#, "b"),
            (
                "ec2",
                "RunInstances",
                r#"{"instanceType":"m5.large","instancesSet":{"items":[{"imageId":"ami-1","maxCount":2,"minCount":1}]}}"#,
                "2 × m5.large",
            ),
            (
                "ec2",
                "TerminateInstances",
                r#"{"instancesSet":{"items":[{"instanceId":"i-1"},{"instanceId":"i-2"}]}}"#,
                "i-1, i-2",
            ),
            (
                "ec2",
                "DeleteFlowLogs",
                r#"{"DeleteFlowLogsRequest":{"FlowLogId":{"tag":1,"content":"fl-1"}}}"#,
                "fl-1",
            ),
            ("ec2", "CreateRouteTable", r#"{"vpcId":"vpc-1","tagSpecificationSet":{}}"#, "vpc-1"),
            (
                "iam",
                "AttachRolePolicy",
                r#"{"roleName":"r","policyArn":"arn:aws:iam::aws:policy/P"}"#,
                "arn:aws:iam::aws:policy/P → r",
            ),
            ("iam", "CreateUser", r#"{"tags":[],"userName":"eve"}"#, "eve"),
            ("iam", "ListRolePolicies", r#"{"roleName":"r"}"#, "r"),
            (
                "ssm",
                "SendCommand",
                r#"{"instanceIds":["i-1","i-2","i-3","i-4"],"documentName":"AWS-RunShellScript"}"#,
                "AWS-RunShellScript → i-1, i-2, i-3, …",
            ),
            ("ssm", "GetParameters", r#"{"names":["/a","/b"]}"#, "/a, /b"),
            ("cloudtrail", "StopLogging", r#"{"name":"trail"}"#, "trail"),
            (
                "workspaces-web",
                "AssociateSessionLogger",
                r#"{"portalArn":"arn:p","sessionLoggerArn":"arn:l"}"#,
                "arn:l → arn:p",
            ),
            ("workspaces-web", "DisassociateSessionLogger", r#"{"portalArn":"arn:p"}"#, "arn:p"),
            (
                "workspaces-web",
                "UpdateSessionLogger",
                r#"{"displayName":"n","sessionLoggerArn":"arn:l"}"#,
                "arn:l",
            ),
            ("workspaces-web", "ExpireSession", r#"{"sessionId":"s","portalId":"p"}"#, "p/s"),
            ("workspaces-web", "UpdatePortal", r#"{"portalArn":"arn:p","displayName":"n"}"#, "arn:p"),
            (
                "lambda",
                "UpdateFunctionConfiguration20150331v2",
                r#"{"environment":{},"functionName":"f"}"#,
                "f",
            ),
            (
                "kms",
                "Decrypt",
                r#"{"encryptionAlgorithm":"SYMMETRIC_DEFAULT","encryptionContext":{"SecretARN":"arn:s","Id":"v"}}"#,
                "arn:s",
            ),
            // Of a service that nobody has thought of: what is called a name, and no token.
            ("newservice", "MakeThing", r#"{"clientToken":"t","thingName":"n","thingId":"i"}"#, "n"),
        ] {
            assert_eq!(object(service, name, request).as_deref(), Some(expected), "{service} {name}");
        }
    }

    #[test]
    fn nothing_is_looked_for_where_nothing_is_named() {
        for (service, name) in [
            ("ec2", "DescribeInstances"),
            ("newservice", "ListThings"),
            ("ssm", "DescribeParameters"),
            ("ssmmessages", "OpenDataChannel"),
        ] {
            assert_eq!(
                call_object(format!("{service}.amazonaws.com").as_bytes(), name.as_bytes()),
                None,
                "{name}"
            );
        }
        for request in
            ["null", "", "{}", r#"{"roleArn":null}"#, r#"{"roleArn":""}"#, r#"{"roleArn":{"a":1}}"#]
        {
            assert_eq!(object("sts", "AssumeRole", request), None, "{request}");
        }
        assert_eq!(object("ec2", "RunInstances", r#"{"instancesSet":{"items":[]}}"#), None);
        assert_eq!(object("s3", "PutObject", r#"{"key":"k"}"#), None);
    }

    #[test]
    fn the_first_key_of_a_list_counts_and_of_equal_keys_the_last() {
        assert_eq!(
            object("iam", "GetUser", r#"{"url":"u","userName":"a","userName":"b"}"#).as_deref(),
            Some("b")
        );
        assert_eq!(object("iam", "getUser", r#"{"UserName":"a"}"#).as_deref(), Some("a"));
    }

    #[test]
    fn no_service_has_a_call_twice() {
        for (at, service) in SERVICES.iter().enumerate() {
            assert!(SERVICES[at + 1..].iter().all(|other| other.name != service.name), "{}", service.name);
            let mut names: Vec<&str> = service.calls.iter().flat_map(|(names, _)| *names).copied().collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{}", service.name);
        }
    }
}
