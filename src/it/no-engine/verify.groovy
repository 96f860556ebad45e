import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
run.failedWith('Cannot reach a container engine at unix:///nowhere/docker.sock (DOCKER_HOST): No such file or directory.'
        + ' Start Docker or Podman, or set DOCKER_HOST to where the engine listens.')
assert !run.left('target/slipway')
return true
