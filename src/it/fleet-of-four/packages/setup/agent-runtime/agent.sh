#!/bin/sh
echo "agent of channel $(cat /opt/openclaw/channel) is ready"
