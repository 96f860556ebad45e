package dev.slipway.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.TagMutability;
import dev.slipway.registry.Login;
import dev.slipway.registry.Registry;
import dev.slipway.registry.RegistryException;
import dev.slipway.registry.RepositoryFacts;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Amazon ECR Public. A repository's name there begins with the alias of its registry, which the API leaves out. Of what can
 * be configured, only the tags of new repositories are the same as in private registries.
 */
final class EcrPublicRegistry implements Registry {

    private static final String NOT_FOUND = "RepositoryNotFoundException";
    private static final String EXISTS = "RepositoryAlreadyExistsException";

    private final AwsConnection connection;
    private final PublicApi api;
    private final EcrSettings settings;
    private final EcrAccount account;
    private final Login login = new EcrLogin(this::token);
    private final Set<RepositoryName> prepared = ConcurrentHashMap.newKeySet();

    EcrPublicRegistry(AwsConnection connection, PublicApi api, EcrSettings settings) {
        this.connection = connection;
        this.api = api;
        this.settings = settings;
        this.account = new EcrAccount(connection, null);
    }

    @Override
    public RegistryHost host() {
        return Destination.EcrPublic.HOST;
    }

    @Override
    public Login login() {
        return login;
    }

    @Override
    public Optional<String> identity() {
        return account.identity();
    }

    private EcrToken token() {
        AwsCall call = new AwsCall(AwsAction.PUBLIC_GET_AUTHORIZATION_TOKEN, "Cannot log in to Amazon ECR Public", "*");
        JsonNode data = api.call(call, parameters(), "").orElseThrow().path("authorizationData");
        if (!data.has("authorizationToken")) {
            throw new RegistryException(
                    call.doing(),
                    "AWS answers without a token",
                    "Run again, or check AWS_ENDPOINT_URL_ECR_PUBLIC.",
                    null);
        }
        Instant expiry = Instant.ofEpochMilli((long) (data.path("expiresAt").asDouble() * 1000));
        return EcrToken.parse(data.path("authorizationToken").asText(), Instant.now(), expiry, call.action());
    }

    @Override
    public RepositoryFacts look(RepositoryName repository) {
        boolean exists = exists(repository);
        if (!exists && !settings.createRepositories()) {
            throw mayNotBeMade(repository);
        }
        if (exists) {
            prepared.add(repository);
        }
        return new RepositoryFacts(exists, TagMutability.mutable());
    }

    @Override
    public boolean prepare(RepositoryName repository) {
        if (prepared.contains(repository)) {
            return false;
        }
        boolean isCreated = !exists(repository) && createIfAllowed(repository);
        prepared.add(repository);
        return isCreated;
    }

    private boolean exists(RepositoryName repository) {
        AwsCall call = call(AwsAction.PUBLIC_DESCRIBE_REPOSITORIES, "Cannot look for", repository);
        ObjectNode parameters = parameters();
        parameters.putArray("repositoryNames").add(ownName(repository));
        Optional<JsonNode> found = api.call(call, parameters, NOT_FOUND)
                .map(answer -> answer.path("repositories").path(0));
        found.ifPresent(there -> checkAlias(repository, there));
        return found.isPresent();
    }

    private boolean createIfAllowed(RepositoryName repository) {
        if (!settings.createRepositories()) {
            throw mayNotBeMade(repository);
        }
        AwsCall call = call(AwsAction.PUBLIC_CREATE_REPOSITORY, "Cannot create", repository);
        ObjectNode parameters = parameters().put("repositoryName", ownName(repository));
        settings.repository()
                .tags()
                .forEach((key, value) ->
                        parameters.withArray("tags").addObject().put("Key", key).put("Value", value));
        Optional<JsonNode> created = api.call(call, parameters, EXISTS);
        created.ifPresent(answer -> checkAlias(repository, answer.path("repository")));
        return created.isPresent();
    }

    /** A name's first part says whose registry it is; AWS has looked in the caller's, whatever the part. */
    private void checkAlias(RepositoryName repository, JsonNode there) {
        String uri = there.path("repositoryUri").asText();
        String wanted = host() + "/" + repository;
        if (!uri.isEmpty() && !uri.equals(wanted)) {
            throw new RegistryException(
                    "Cannot push to " + wanted,
                    "the AWS credentials are those of another registry, in which it is " + uri,
                    "Correct the alias in <registry>public.ecr.aws/ALIAS</registry>, or the credentials.",
                    null);
        }
    }

    private String ownName(RepositoryName repository) {
        int slash = repository.value().indexOf('/');
        if (slash < 0) {
            throw new RegistryException(
                    "Cannot push to " + host() + "/" + repository,
                    "a repository of ECR Public begins with the alias of its registry",
                    "Write <registry>public.ecr.aws/ALIAS</registry>.",
                    null);
        }
        return repository.value().substring(slash + 1);
    }

    private AwsCall call(AwsAction action, String doing, RepositoryName repository) {
        return new AwsCall(
                action,
                doing + " the ECR Public repository '" + repository + "'",
                "arn:aws:ecr-public::*:repository/" + ownName(repository));
    }

    private RegistryException mayNotBeMade(RepositoryName repository) {
        return new RegistryException(
                "Cannot push to the ECR Public repository '" + repository + "'",
                "it does not exist and <createRepositories> in <ecr> is false",
                "Set it to true (-Dslipway.ecr.createRepositories=true), or create the repository: aws ecr-public"
                        + " create-repository --region " + PublicApi.REGION + " --repository-name "
                        + ownName(repository) + ".",
                null);
    }

    private static ObjectNode parameters() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public void close() {
        connection.close();
    }
}
