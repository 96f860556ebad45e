import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
try {
    run.failedWith("Cannot use the registry 'ecr': it names no region and the AWS SDK finds none."
            + " Write <registry>ecr:REGION</registry>, or set AWS_REGION, or a region in the AWS profile.")
    // it was seen before the build
    assert !run.left('target/slipway')
} finally {
    engine.remove('it-no-aws-region')
    engine.close()
}
return true
