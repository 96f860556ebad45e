import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def refused = '''\
Cannot plan the images of this module, 6 problems:
  - <images><image>[it-policies/agent]<tags>: <forbidLatest> refuses the tag 'latest'. Use tags that name a version, such as semver.
  - <images><image>[it-policies/agent]<tags>: <requireVersionTag> finds no tag with the version 1.0.0 among latest. Add semver, or a template with {version}.
  - <images><image>[it-policies/agent]<registries>: <trustedRegistries> does not list ecr/it-policies, where images go to. Push to one of docker.io, ghcr.io/acme, ecr:eu-west-1, or add the registry to the list.
  - <images><image>[it-policies/agent]<dockerFile>: Dockerfile.agent:1: <trustedRegistries> does not list quay.io/tools, where 'quay.io/tools/node:22' comes from. Take the image from one of docker.io, ghcr.io/acme, ecr:eu-west-1, or add its registry to the list.
  - <images><image>[it-policies/agent]<dockerFile>: Dockerfile.agent:3: <forbidLatest> refuses 'debian', which has no tag and so means latest. Write the tag of a version, or a digest.
  - <policies><requireCleanWorkTree>: 1.0.0 is a release, and the git work tree has changes. Commit, stash or ignore what git status lists.'''
assert run.errors() == [refused] * 4
assert run.printed('Plan for 1 image, engine auto')
run.checkThatNothingIsHalfDone()
assert !run.left('target/slipway')
return true
