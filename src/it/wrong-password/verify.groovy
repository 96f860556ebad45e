import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun
import dev.slipway.testing.RegistryContents
import dev.slipway.testing.SecretSearch

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def registry = context.get('registry')
try {
    run.failedWith("Cannot push ${registry.host()}/it-wrong-login:1.0.0: unauthorized: authentication required."
            + " Check user name and password of the server '${registry.host()}' of settings.xml.")
    assert RegistryContents.of(registry, 'carol', 'this-years-password').repositories() == []
    assert engine.tagsOf("${registry.host()}/it-wrong-login") == []
    assert new SecretSearch(['last-years-password']).filesWithSecrets(basedir, 'build.log', 'target') == []
    assert run.text('target/slipway/image-refs.txt') == ''
} finally {
    engine.remove('it-wrong-login')
    engine.close()
    registry.close()
}
return true
