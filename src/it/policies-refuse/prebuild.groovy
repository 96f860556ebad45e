import dev.slipway.testing.CommittedFolder

CommittedFolder.of(basedir)
new File(basedir, 'Dockerfile') << '# a change that is not committed\n'
return true
