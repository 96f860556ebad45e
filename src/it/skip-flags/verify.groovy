import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
assert run.log().count('BUILD SUCCESS') == 3
assert run.log().count('Nothing to do: it is skipped.') == 7
assert run.log().count('Nothing to do: this module has no images that \'another-*\' selects.') == 4
assert !run.left('target/slipway')
return true
