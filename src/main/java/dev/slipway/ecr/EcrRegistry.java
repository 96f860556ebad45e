package dev.slipway.ecr;

import dev.slipway.image.Digest;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Registry;
import java.util.Optional;

/** A private registry of Amazon ECR. Several images may use it side by side. */
public final class EcrRegistry implements Registry, AutoCloseable {

    private final AwsConnection connection;
    private final EcrTokens tokens;
    private final EcrRepositories repositories;
    private final EcrImages images;

    EcrRegistry(AwsConnection connection, EcrTokens tokens, EcrRepositories repositories, EcrImages images) {
        this.connection = connection;
        this.tokens = tokens;
        this.repositories = repositories;
        this.images = images;
    }

    /**
     * The host that AWS names for the registry.
     *
     * @throws dev.slipway.registry.CredentialException if AWS does not let us in
     * @throws dev.slipway.registry.RegistryException   if AWS cannot be reached or breaks
     */
    @Override
    public RegistryHost host() {
        return tokens.host();
    }

    /**
     * A login that lasts for at least 35 minutes, or for as long as AWS gives it.
     *
     * @throws dev.slipway.registry.CredentialException if AWS does not let us in
     * @throws dev.slipway.registry.RegistryException   if AWS cannot be reached or breaks
     */
    @Override
    public Optional<Credential> credential() {
        return Optional.of(tokens.credential());
    }

    @Override
    public boolean prepare(RepositoryName repository) {
        return repositories.prepare(repository);
    }

    @Override
    public Optional<Digest> digestOf(RepositoryName repository, Tag tag) {
        return images.digestOf(repository, tag);
    }

    @Override
    public void close() {
        connection.close();
    }
}
