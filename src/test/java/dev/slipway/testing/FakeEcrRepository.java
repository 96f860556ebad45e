package dev.slipway.testing;

/**
 * A repository as it was created.
 *
 * @param name            its path
 * @param immutable       whether tags may not be moved
 * @param scanOnPush      whether images are scanned when they are pushed
 * @param encryption      {@code AES256} or {@code KMS}
 * @param kmsKey          the key, or an empty text
 * @param lifecyclePolicy JSON, or an empty text
 */
public record FakeEcrRepository(
        String name, boolean immutable, boolean scanOnPush, String encryption, String kmsKey, String lifecyclePolicy) {

    static FakeEcrRepository named(String name, boolean immutable) {
        return new FakeEcrRepository(name, immutable, false, "AES256", "", "");
    }

    FakeEcrRepository withLifecyclePolicy(String policy) {
        return new FakeEcrRepository(name, immutable, scanOnPush, encryption, kmsKey, policy);
    }
}
