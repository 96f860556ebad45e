import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun
import dev.slipway.testing.RegistryContents
import dev.slipway.testing.SecretSearch

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def registry = context.get('registry')
try {
    run.failedWith("Cannot look up ${registry.host()}/it-wrong-login:1.0.0: the registry answers 'unauthorized: authentication required'."
            + " Check user name and password of the server '${registry.host()}' of settings.xml.")
    assert RegistryContents.of(registry, 'carol', 'this-years-password').repositories() == []
    assert engine.tagsOf("${registry.host()}/it-wrong-login") == []
    assert new SecretSearch(['last-years-password']).filesWithSecrets(basedir, 'build.log', 'target') == []
    // it was seen before the build
    assert !run.left('target/slipway')
} finally {
    engine.remove('it-wrong-login')
    engine.close()
    registry.close()
}
return true
