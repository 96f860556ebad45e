import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun
import dev.slipway.testing.RegistryContents
import dev.slipway.testing.SecretSearch

def engine = new EngineImages()
def ecr = context.get('ecr')
def registry = context.get('registry')
try {
    assert MavenRun.of(basedir).log().contains('[DEBUG]')
    assert RegistryContents.of(registry, 'carol', 'correct-horse-battery-staple').tags('it-secrets-in-no-log') == ['1.0.0']
    assert ecr.repository('it-secrets-in-no-log').present

    // tokens, passwords, and headers such as X-Registry-Auth, which hold them in Base64
    def secrets = ecr.secrets() + ['correct-horse-battery-staple']
    assert secrets.size() >= 3
    assert new SecretSearch(secrets).filesWithSecrets(basedir, 'build.log', 'target') == []
} finally {
    engine.remove('it-secrets-in-no-log')
    engine.close()
    ecr.close()
    registry.close()
}
return true
