import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def ecr = context.get('ecr')
try {
    run.failedWith("Cannot push to the ECR repository 'it-may-not-be-created' (account 123456789012, region eu-west-1):"
            + ' it does not exist and <createRepositories> in <ecr> is false.'
            + ' Set it to true (-Dslipway.ecr.createRepositories=true), or create the repository:'
            + ' aws ecr create-repository --registry-id 123456789012 --region eu-west-1'
            + ' --repository-name it-may-not-be-created.')
    // it was seen before the build
    assert !run.left('target/slipway')
    assert ecr.recording().callsOf('ecr:CreateRepository') == []
    assert ecr.recording().requests() == []
} finally {
    engine.remove('it-may-not-be-created')
    engine.close()
    ecr.close()
}
return true
