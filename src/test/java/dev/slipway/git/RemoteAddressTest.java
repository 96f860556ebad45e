package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteAddressTest {

    @ParameterizedTest
    @CsvSource({
        "git@github.com:acme/app.git,                    https://github.com/acme/app",
        "github.com:acme/app,                            https://github.com/acme/app",
        "ssh://git@gitlab.acme.io:2222/group/sub/app.git, https://gitlab.acme.io/group/sub/app",
        "git+ssh://git@acme.io/app.git,                  https://acme.io/app",
        "git://acme.io/app.git,                          https://acme.io/app",
        "https://github.com/acme/app.git,                https://github.com/acme/app",
        "https://github.com/acme/app/,                   https://github.com/acme/app",
        "https://ada:hunter2@github.com/acme/app.git,    https://github.com/acme/app",
        "https://x-access-token@github.com/acme/app,     https://github.com/acme/app",
        "https://acme.io:8443/app.git,                   https://acme.io:8443/app",
        "http://acme.io:8080/app.git,                    http://acme.io:8080/app",
        "https://acme.io/app.git?private_token=hunter2,  https://acme.io/app",
    })
    void addressIsOneThatAPersonCanOpen(String remote, String address) throws Exception {
        assertThat(RemoteAddress.of(new URIish(remote))).contains(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/git/app.git", "../app", "file:///srv/git/app.git"})
    void folderOfThisMachineHasNoAddress(String remote) throws Exception {
        assertThat(RemoteAddress.of(new URIish(remote))).isEmpty();
    }
}
