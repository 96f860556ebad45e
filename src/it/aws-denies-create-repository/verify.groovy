import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def ecr = context.get('ecr')
try {
    run.failedWith('Cannot create the ECR repository \'it-aws-denies-create\' (account 123456789012, region eu-west-1): AWS denies ecr:CreateRepository on arn:aws:ecr:eu-west-1:123456789012:repository/it-aws-denies-create (User: arn:aws:iam::123456789012:user/builder is not authorized to perform: ecr:CreateRepository on resource: arn:aws:ecr:eu-west-1:123456789012:repository/it-aws-denies-create because no identity-based policy allows the ecr:CreateRepository action). Allow the caller ecr:CreateRepository in IAM, or create the repository beforehand.')
    assert run.filesUnder('target/slipway') == ['built.json', 'image-refs.txt', 'images.json', 'it-aws-denies-create/image.id', 'pushed.json']
    assert run.text('target/slipway/image-refs.txt') == ''
    assert ecr.recording().requests() == []
} finally {
    engine.remove('it-aws-denies-create')
    engine.close()
    ecr.close()
}
return true
