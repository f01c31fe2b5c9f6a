package io.forerun.provision.aws;

import io.forerun.provision.ProvisionError;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What class of refusal an answer of AWS is. */
final class Refusals {
    private static final int SERVER_ERROR = 500;

    private Refusals() {}

    static ProvisionError of(final SdkException refused) {
        final String text = String.valueOf(refused.getMessage());
        if (!(refused instanceof final AwsServiceException answered)) { // It never answered.
            return new ProvisionError.Transient(text);
        }
        final AwsErrorDetails details = answered.awsErrorDetails();
        final String code = details == null ? "" : String.valueOf(details.errorCode());
        if (answered.isThrottlingException() || answered.statusCode() >= SERVER_ERROR) {
            return new ProvisionError.Transient(text);
        }
        return switch (code) {
            case "AccessDenied",
                    "AccessDeniedException",
                    "UnauthorizedOperation",
                    "AuthFailure",
                    "InvalidClientTokenId",
                    "SignatureDoesNotMatch",
                    "ExpiredToken" -> new ProvisionError.Permission(text);
            case "LimitExceeded", "VcpuLimitExceeded", "InstanceLimitExceeded" -> new ProvisionError.Quota(text);
            case "InsufficientInstanceCapacity" -> new ProvisionError.Capacity(text);
            case "ResourceContention", "ScalingActivityInProgress", "RequestExpired" ->
                new ProvisionError.Transient(text);
            default -> new ProvisionError.Permanent(text);
        };
    }
}
