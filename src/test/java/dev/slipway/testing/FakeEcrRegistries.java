package dev.slipway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.testing.FakeAwsCallers.Caller;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which registry a call of the API means; all accounts and regions that nobody has added are one registry. */
final class FakeEcrRegistries {

    private final FakeEcrRegistry usual;
    private final Map<String, FakeEcrRegistry> further = new ConcurrentHashMap<>();

    FakeEcrRegistries(FakeEcrRegistry usual) {
        this.usual = usual;
    }

    void add(String accountId, String region, FakeEcrRegistry registry) {
        further.put(accountId + " " + region, registry);
    }

    Collection<FakeEcrRegistry> further() {
        return further.values();
    }

    FakeEcrRegistry usual() {
        return usual;
    }

    /** The registry that parameters name, else the caller's; in the accounts that were added nobody else may do anything. */
    FakeEcrRegistry of(String action, Caller caller, String region, JsonNode parameters) {
        String account = parameters
                .path("registryIds")
                .path(0)
                .asText(parameters.path("registryId").asText(caller.account()));
        FakeEcrRegistry registry = further.get(account + " " + region);
        if (registry == null || action.startsWith("ecr-public:")) {
            return usual;
        }
        if (!account.equals(caller.account()) && !action.equals("ecr:GetAuthorizationToken")) {
            throw new FakeAwsError(
                    400,
                    "AccessDeniedException",
                    "User: %s is not authorized to perform: %s on resource: %s"
                            .formatted(
                                    caller.arn(),
                                    action,
                                    registry.repositories().arn("*")));
        }
        return registry;
    }
}
