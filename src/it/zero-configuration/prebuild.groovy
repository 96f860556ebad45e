import dev.slipway.testing.CommittedFolder

CommittedFolder.of(basedir)
return true
