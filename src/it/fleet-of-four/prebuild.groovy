import dev.slipway.testing.CommittedFolder
import dev.slipway.testing.FakeEcr

CommittedFolder.of(basedir)

def ecr = FakeEcr.start()
context.put('ecr', ecr)
context.get('userProperties').putAll(ecr.systemProperties())
return true
