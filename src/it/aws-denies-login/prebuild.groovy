import dev.slipway.testing.FakeEcr

def ecr = FakeEcr.start()
ecr.faults().deny('ecr:GetAuthorizationToken', '*')
context.put('ecr', ecr)
context.get('userProperties').putAll(ecr.systemProperties())
return true
