import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def ecr = context.get('ecr')
try {
    run.failedWith('Cannot log in to Amazon ECR in eu-west-1: AWS denies ecr:GetAuthorizationToken on * (User: arn:aws:iam::123456789012:user/builder is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action). Allow the caller ecr:GetAuthorizationToken in IAM.')
    // it was seen before the build
    assert !run.left('target/slipway')
} finally {
    engine.remove('it-aws-denies-login')
    engine.close()
    ecr.close()
}
return true
