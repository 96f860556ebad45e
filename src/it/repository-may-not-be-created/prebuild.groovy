import dev.slipway.testing.FakeEcr

def ecr = FakeEcr.start()
context.put('ecr', ecr)
context.get('userProperties').putAll(ecr.systemProperties())
return true
