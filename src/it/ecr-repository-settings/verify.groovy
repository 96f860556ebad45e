import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def ecr = context.get('ecr')
try {
    def repository = ecr.repository('fleet/it-ecr-repository-settings').get()
    assert repository.immutable()
    assert !repository.scanOnPush()
    assert repository.encryption() == 'KMS'
    assert repository.kmsKey() == 'alias/fleet'
    assert repository.lifecyclePolicy() == run.text('ecr/lifecycle.json')

    assert run.log().count('BUILD SUCCESS') == 1
    assert run.log().count("Created the repository ${ecr.registryHost()}/fleet/it-ecr-repository-settings") == 1
    assert ecr.recording().callsOf('ecr:CreateRepository').size() == 1
    assert ecr.recording().callsOf('ecr:PutLifecyclePolicy').size() == 1
    assert ecr.recording().callsOf('sts:GetCallerIdentity').size() == 1
    assert ecr.recording().callsOf('ecr:GetAuthorizationToken').size() == 1
} finally {
    engine.remove('it-ecr-repository-settings')
    engine.close()
    ecr.close()
}
return true
