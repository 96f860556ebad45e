import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
try {
    run.failedWith("Cannot plan the images of this module: <registries>: the image 'it-push-without-registry' is to be"
            + " pushed, but no registry is named. Add <registries><registry>ecr</registry></registries> or set"
            + " -Dslipway.registries=…, or <skipPush>true</skipPush> to keep it here.")
} finally {
    engine.remove('it-push-without-registry')
    engine.close()
}
return true
