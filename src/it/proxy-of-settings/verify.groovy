import dev.slipway.testing.MavenRun
import dev.slipway.testing.RegistryContents
import dev.slipway.testing.SecretSearch

def (proxy, gate, registry) = context.get('servers')
def run = MavenRun.of(basedir)
try {
    assert RegistryContents.of(registry).tags('fleet/agent') == ['1.0', 'stable']
    assert gate.count('PUT /v2/fleet/agent/manifests/stable') == 1
    assert proxy.requests().contains('CONNECT registry.example.com:443')
    assert run.error().contains("through the proxy 127.0.0.1:${proxy.port()}, which wants a login (status 407)")
    assert run.error().contains('Add -Djdk.http.auth.tunneling.disabledSchemes= to MAVEN_OPTS or .mvn/jvm.config.')
    assert new SecretSearch(['hunter2-of-the-yard']).filesWithSecrets(basedir, 'build.log', 'target') == []
} finally {
    [proxy, gate, registry]*.close()
}
return true
