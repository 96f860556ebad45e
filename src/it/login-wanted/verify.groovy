import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def engine = new EngineImages()
def registry = context.get('registry')
try {
    MavenRun.of(basedir).failedWith("Cannot look up ${registry.host()}/it-login-wanted:1.0.0: the registry answers 'unauthorized: authentication required'."
            + " Log in with docker login, or add the registry as a <server> to settings.xml.")
} finally {
    engine.remove('it-login-wanted')
    engine.close()
    registry.close()
}
return true
