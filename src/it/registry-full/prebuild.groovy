import dev.slipway.testing.FakeEcr

def ecr = FakeEcr.start()
ecr.faults().refuseUploads(500, 'UNKNOWN', 'no space left on device')
context.put('ecr', ecr)
context.get('userProperties').putAll(ecr.systemProperties())
return true
