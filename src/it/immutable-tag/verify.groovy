import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def ecr = context.get('ecr')
try {
    run.failedWith("Cannot push ${ecr.registryHost()}/it-immutable-tag:1.0.0: tag invalid: The image tag '1.0.0' already exists in"
            + " the 'it-immutable-tag' repository and cannot be overwritten because the repository is immutable."
            + " Use another version, or make the repository's tags mutable.")
} finally {
    engine.remove('it-immutable-tag')
    engine.close()
    ecr.close()
}
return true
