import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def registry = context.get('registry')
try {
    run.failedWith("Cannot push ${registry.host()}/it-registry-read-only: the registry answers with status 405."
            + " Look at the registry's state and try again.")
    // it was seen before the build
    assert !run.left('target/slipway')
} finally {
    engine.remove('it-registry-read-only')
    engine.close()
    registry.close()
}
return true
