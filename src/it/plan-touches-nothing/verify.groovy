import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def plan = run.log().readLines()
        .dropWhile { !it.contains('Plan for') }.takeWhile { !it.contains('-----') }
        .collect { it.replaceFirst(/^\[INFO] ?/, '') }.join('\n').trim()
def agent = new File(basedir, 'agent')
assert plan == """\
Plan for 2 images, engine auto

agent (it-plan/agent)
  Dockerfile  ${agent}/Dockerfile
  Context     ${agent}, 3 files, 79 B, after .dockerignore
  Target      runtime
  Platform    linux/amd64
  Arguments   CHANNEL
  Pull        missing
  Tags        1.0.0 (fixed), latest (floating)
  Push        ecr:eu-west-1, repository fleet/it-plan/agent (created if missing: KMS, scan on push, lifecycle policy)
  Push        ghcr.io/acme, repository acme/fleet/it-plan/agent

hammer (it-plan/tool)
  Dockerfile  ${agent}/Dockerfile
  Context     ${agent}, 3 files, 79 B, after .dockerignore
  Pull        never
  Tags        1.0.0 (fixed), latest (floating)
  Push        no (<skipPush>)"""
assert !run.left('target')

// the second run was as quiet as -q asks for, and left the file alone
assert !run.log().contains('The plan is in')
assert run.filesUnder('plans') == ['plan.json']
def json = new groovy.json.JsonSlurper().parseText(run.text('plans/plan.json'))
assert json.images*.alias == ['agent', 'hammer']
assert json.images[0].context == [files: 3, bytes: 79, ignoreFile: "${agent}/.dockerignore".toString()]
assert json.images[0].publishing.destinations*.registry == ['ecr:eu-west-1', 'ghcr.io/acme']
return true
