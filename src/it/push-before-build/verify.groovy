import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
run.failedWith('Cannot push or tag push-before-build: nothing says that it was built.'
        + ' Build it with mvn package (or mvn slipway:build) first.')
assert !run.left('target/slipway')
return true
