package dev.slipway.mojo;

import dev.slipway.registry.CredentialException;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** Finds words for a password in {@code settings.xml} that Maven cannot decrypt. */
final class DecryptionProblems {

    private DecryptionProblems() {}

    /**
     * Does nothing if all is well.
     *
     * @param owner whose password it is: «the server 'ghcr.io'»
     */
    static void check(SettingsDecryptionResult result, String owner) {
        for (SettingsProblem problem : result.getProblems()) {
            if (problem.getSeverity() != SettingsProblem.Severity.WARNING) {
                throw new CredentialException(
                        "Cannot decrypt the password of " + owner + " in settings.xml",
                        problem.getMessage(),
                        "Encrypt it again with the master password of this machine (mvn --encrypt-password, or mvnenc"
                                + " encrypt for Maven 4).",
                        null);
            }
        }
    }
}
