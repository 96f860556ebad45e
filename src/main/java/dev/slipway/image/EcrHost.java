package dev.slipway.image;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the host of a private Amazon ECR registry says, in any of AWS's partitions.
 *
 * @param accountId the twelve digits of the account that owns the registry
 * @param region    such as {@code eu-west-1}
 * @param fips      whether the host is a FIPS 140 endpoint
 * @param dualStack whether the host has an IPv6 address too
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/ecr.html">Amazon ECR endpoints</a>
 */
public record EcrHost(String accountId, String region, boolean fips, boolean dualStack) {

    /** IPv4 endpoints are named {@code dkr.ecr}, dual-stack ones {@code dkr-ecr}; China has both names for dual-stack. */
    private static final String SERVICE = "dkr[.-]ecr(?<fips>-fips)?";

    private static final String DNS_SUFFIX = String.join(
            "|",
            "amazonaws\\.com",
            "on\\.aws",
            // China
            "amazonaws\\.com\\.cn",
            "on\\.amazonwebservices\\.com\\.cn",
            // European Sovereign Cloud
            "amazonaws\\.eu",
            "on\\.amazonwebservices\\.eu",
            // isolated: iso, iso-b, iso-e, iso-f
            "c2s\\.ic\\.gov",
            "on\\.aws\\.ic\\.gov",
            "sc2s\\.sgov\\.gov",
            "on\\.aws\\.scloud",
            "cloud\\.adc-e\\.uk",
            "on\\.cloud-aws\\.adc-e\\.uk",
            "csp\\.hci\\.ic\\.gov",
            "on\\.aws\\.hci\\.ic\\.gov");

    private static final Pattern SHAPE = Pattern.compile(
            "(?<account>[0-9]{12})\\." + SERVICE + "\\.(?<region>[a-z0-9][a-z0-9-]*)\\.(?<suffix>" + DNS_SUFFIX + ")");

    /**
     * Reads a registry host.
     *
     * @param host the host alone, without scheme, port and path
     * @return empty if it is no private ECR registry; {@code public.ecr.aws} is none
     */
    public static Optional<EcrHost> parse(String host) {
        Matcher matcher = SHAPE.matcher(host.toLowerCase(Locale.ROOT));
        return matcher.matches()
                ? Optional.of(new EcrHost(
                        matcher.group("account"),
                        matcher.group("region"),
                        matcher.group("fips") != null,
                        matcher.group("suffix").startsWith("on.")))
                : Optional.empty();
    }
}
