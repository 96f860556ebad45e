package dev.slipway.ecr;

import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.registry.Login;
import dev.slipway.registry.Registry;
import dev.slipway.registry.RepositoryFacts;
import java.util.List;
import java.util.Optional;

/** A private registry of Amazon ECR. Several images may use it side by side. */
public final class EcrRegistry implements Registry {

    private final AwsConnection connection;
    private final EcrAccount account;
    private final EcrTokens tokens;
    private final EcrRepositories repositories;

    EcrRegistry(AwsConnection connection, EcrAccount account, EcrTokens tokens, EcrRepositories repositories) {
        this.connection = connection;
        this.account = account;
        this.tokens = tokens;
        this.repositories = repositories;
    }

    /**
     * The host that AWS names for the registry, or another one of its hosts that the user names.
     *
     * @throws dev.slipway.registry.CredentialException if AWS does not let us in
     * @throws dev.slipway.registry.RegistryException   if AWS cannot be reached or breaks
     */
    @Override
    public RegistryHost host() {
        return tokens.host();
    }

    /** A login with a token that is renewed a quarter of an hour before it ends, or after it was refused. */
    @Override
    public Login login() {
        return tokens.login();
    }

    @Override
    public Optional<String> identity() {
        return account.identity();
    }

    @Override
    public RepositoryFacts look(RepositoryName repository) {
        return repositories.look(repository);
    }

    @Override
    public boolean prepare(RepositoryName repository) {
        return repositories.prepare(repository);
    }

    @Override
    public List<String> differences(RepositoryName repository) {
        return repositories.differences(repository);
    }

    @Override
    public void close() {
        connection.close();
    }
}
