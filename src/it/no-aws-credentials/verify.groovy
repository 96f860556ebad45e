import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
try {
    run.failedWith("Cannot log in to the registry 'ecr': the AWS SDK finds no credentials."
            + " Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run where a role gives credentials"
            + " (web identity, ECS, EC2).")
    // it was seen before the build
    assert !run.left('target/slipway')
} finally {
    engine.remove('it-no-aws-credentials')
    engine.close()
}
return true
