import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun
import dev.slipway.testing.RegistryContents
import dev.slipway.testing.SecretSearch

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def registry = context.get('registry')
try {
    // both at once
    def error = run.error()
    def findings = error.readLines().findAll { it.startsWith('* ') }
    assert findings.size() == 2
    assert findings.any {
        it.contains(registry.host()) && it.contains('unauthorized')
                && it.contains("Check user name and password of the server '${registry.host()}' of settings.xml.")
    }
    assert findings.any { it.contains('127.0.0.1:1/') }

    // before anything was built
    assert run.log().contains(':build (default) on project it-preflight: ')
    assert !run.log().contains('Building it-preflight from ')
    assert !engine.has('it-preflight:1.0.0')
    assert RegistryContents.of(registry, 'carol', 'this-years-password').repositories() == []
    assert new SecretSearch(['last-years-password']).filesWithSecrets(basedir, 'build.log', 'target') == []
} finally {
    engine.remove('it-preflight')
    engine.close()
    registry.close()
}
return true
